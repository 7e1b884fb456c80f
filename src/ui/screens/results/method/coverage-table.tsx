import { countRange } from '../../../../core/results/disclosure/shares.ts';
import { type Covered, type CoveredPart, coverageOf } from '../../../../core/results/population.ts';
import { displayedCountOf, shareInWords } from '../../../results/displayed-count.ts';
import { type Figure, type FigureInput, figureOf } from '../../../results/figure.ts';
import { Folded } from './folded.tsx';
import styles from './method.module.css';

/**
 * Who is missing: known totals by group and size, next to the published responses. Nothing where the survey's file knows no totals.
 * Shares are within a group, so that one sees which sizes answered less than others.
 */
export function CoverageTable({ input }: { readonly input: FigureInput }) {
  const { survey, results, file, words } = input;
  const { population } = file;
  if (!population) return null;
  const text = words.results;
  const sizes = survey.question.get(population.by ?? '');
  const figure =
    sizes?.kind === 'single' ? figureOf({ kind: 'single', address: sizes.id, question: sizes }, input) : undefined;
  const covered = coverageOf(population, survey, (stratum) => {
    const shown = results.strata[stratum];
    const parts = figure?.rows.find(({ id }) => id === stratum)?.shown?.counts;
    return shown ? { n: shown.n, noise: { epsilon: results.epsilon, draws: shown.sizeDraws }, parts } : undefined;
  });
  return (
    <>
      <h2>{text['coverage.title']}</h2>
      <p>{text['coverage.lead']}</p>
      <Folded summary={text['coverage.table']}>
        <table class={`data-table ${styles.rule}`} data-figure="coverage">
          <caption class="unseen">{text['coverage.title']}</caption>
          <thead>
            <tr>
              <th scope="col">{sizes ? text['coverage.group-size'] : text['who.group']}</th>
              <th scope="col">{text['coverage.total']}</th>
              <th scope="col">{text['who.responses']}</th>
            </tr>
          </thead>
          {covered.map((one) => (
            <CoveredGroup key={one.stratum} covered={one} figure={figure} input={input} />
          ))}
        </table>
        <p class="aside">
          {text['coverage.source']} <span {...words.inSurvey}>{words.of(population.source)}</span>
        </p>
      </Folded>
    </>
  );
}

interface CoveredGroupProps {
  readonly covered: Covered;
  readonly figure: Figure | undefined;
  readonly input: FigureInput;
}

function CoveredGroup({ covered, figure, input: { survey, words } }: CoveredGroupProps) {
  const { stratum, total, respondents, isExceeded, parts } = covered;
  const text = words.results;
  const name = survey.question.get(survey.stratum ?? '')?.choice.get(stratum)?.label;
  const shares = figure?.rows.find(({ id }) => id === stratum);
  const shareOf = ({ option }: CoveredPart) => {
    const level = figure?.levels.find(({ id }) => id === option);
    const displayed = level && shares && displayedCountOf(shares, level, 'respondents');
    return displayed ? shareInWords(displayed, words) : '–';
  };
  // Where none exists, a count within its noise is left out.
  const shown = parts.filter(({ total: units, respondents: count = 0 }) => {
    const of = shares?.shown;
    return units > 0 || (of && countRange(count, of.context).least > 0);
  });
  const labelOf = ({ option }: CoveredPart) => figure?.levels.find(({ id }) => id === option)?.label ?? option;
  return (
    <tbody data-group={stratum}>
      <tr>
        <th scope="rowgroup">
          <b>{name ? words.of(name) : stratum}</b>
        </th>
        <td>
          <b>{words.number(total)}</b>
        </td>
        <td>
          <b>
            {respondents === undefined ? text['coverage.hidden'] : text['coverage.about'](words.number(respondents))}
          </b>
          {isExceeded && <span class="stack aside"> {text['coverage.exceeded']}</span>}
        </td>
      </tr>
      {shown.map((part) => (
        <tr key={part.option}>
          <th scope="row">{labelOf(part)}</th>
          <td>
            {words.number(part.total)}
            {part.total > 0 && <span class="stack aside"> {partInWords(part.total, total, words.percent)}</span>}
          </td>
          <td>{shareOf(part)}</td>
        </tr>
      ))}
    </tbody>
  );
}

/** A share of a known total: a few of many is no 0 %. */
function partInWords(part: number, total: number, percent: (whole: number) => string): string {
  const share = (part / total) * 100;
  return share < 1 ? `< ${percent(1)}` : percent(Math.round(share));
}
