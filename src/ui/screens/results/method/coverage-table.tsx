import { countRange } from '../../../../core/results/disclosure/shares.ts';
import { shareInWords } from '../../../results/displayed-count.ts';
import type { FigureInput } from '../../../results/figure.ts';
import { ColumnNames } from '../../../tables/column-names.tsx';
import { Folded } from '../../../tables/folded.tsx';
import styles from './method.module.css';
import { type CoveredGroups, sizeIn } from './method-facts.ts';
import { methodWords } from './method-texts.ts';

interface CoverageTableProps {
  readonly covered: CoveredGroups;
  readonly input: FigureInput;
}

/** Known totals by group next to the published responses; shares by size within a group, of what exists and of what answered. */
export function CoverageTable({ covered, input }: CoverageTableProps) {
  const { words, file } = input;
  const text = methodWords(words);
  return (
    <Folded summary={text['coverage.table']}>
      <table class={`data-table ${styles.rule}`} data-figure="coverage">
        <caption class="unseen">{text['coverage.table']}</caption>
        <ColumnNames names={text['coverage.head']} />
        {covered.groups.map((group) => (
          <CoveredGroup key={group.stratum} group={group} covered={covered} input={input} />
        ))}
      </table>
      <p class="aside">
        {text['coverage.source']} <span {...words.inSurvey}>{file.population && words.of(file.population.source)}</span>
      </p>
    </Folded>
  );
}

function CoveredGroup({
  group,
  covered,
  input,
}: CoverageTableProps & { readonly group: CoveredGroups['groups'][number] }) {
  const { stratum, total, respondents, parts } = group;
  const { number, percent, results: read } = input.words;
  const of = covered.sizes?.rows.find(({ id }) => id === stratum)?.shown;
  // Where none exists, a count within its noise is left out.
  const shown = parts.filter(
    ({ total: units, respondents: count = 0 }) => units > 0 || (of && countRange(count, of.context).least > 0),
  );
  return (
    <tbody data-group={stratum}>
      <tr>
        <th scope="rowgroup">
          <b>{group.name}</b>
        </th>
        <td>
          <b>{number(total)}</b>
        </td>
        <td>
          <b>{respondents === undefined ? read['coverage.hidden'] : number(respondents)}</b>
        </td>
      </tr>
      {shown.map((part) => {
        const { name, displayed } = sizeIn(covered, stratum, part);
        return (
          <tr key={part.option}>
            <th scope="row">{name}</th>
            <td>{partInWords(part.total, total, percent)}</td>
            <td>{displayed ? shareInWords(displayed, input.words) : '–'}</td>
          </tr>
        );
      })}
    </tbody>
  );
}

/** A share of a known total: a few of many is no 0 %. */
function partInWords(part: number, total: number, percent: (whole: number) => string): string {
  const share = (part / total) * 100;
  return part > 0 && share < 1 ? `< ${percent(1)}` : percent(Math.round(share));
}
