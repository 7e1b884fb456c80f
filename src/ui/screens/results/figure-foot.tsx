import { WIDEST } from '../../../core/results/disclosure/shares.ts';
import { EVERYONE } from '../../../core/results/everyone.ts';
import { Button } from '../../elements/button.tsx';
import { saveFile } from '../../elements/save-file.ts';
import { csvOf } from '../../results/block-csv.ts';
import { joinsBands } from '../../results/displayed-bands.ts';
import { type Denominator, displayedCountOf } from '../../results/displayed-count.ts';
import type { Figure, FigureInput } from '../../results/figure.ts';
import type { Block } from '../../results/outline.ts';
import { PastUnder } from '../../tables/past-lines.tsx';
import { OrganiserNote } from '../../texts/organiser-note.tsx';
import { FigureShare, type FigureShareProps } from './figure-share.tsx';
import styles from './results.module.css';
import { Switch } from './switch.tsx';

const DENOMINATORS: readonly Denominator[] = ['respondents', 'citations'];

export interface FigureFootProps extends FigureShareProps {
  readonly isFixed: boolean;
  /** The same with the answers that are shown. */
  readonly cut: Figure;
  readonly onAll: () => void;
  readonly onOf: (of: Denominator) => void;
}

export function FigureFoot({ block, input, isFixed, figure, cut, of, caption, onOf, onAll }: FigureFootProps) {
  const text = input.words.results;
  return (
    <>
      {figure.isMultiple && block.kind === 'multiple' && !isFixed && (
        <Switch
          name={`of-${block.address}`}
          legend={text['citations.legend']}
          choices={DENOMINATORS.map((id) => ({ id, name: text[`citations.${id}`] }))}
          chosen={of}
          onChange={onOf}
        />
      )}
      {cut.levels.length < figure.levels.length && (
        <div class="row screen-only">
          <p>{text['picture.some'](cut.levels.length, figure.levels.length)}</p>
          {!isFixed && <Button label={text['table.all']} onClick={onAll} />}
        </div>
      )}
      <Notes block={block} figure={figure} input={input} of={of} />
      <OrganiserNote note={input.texts?.notes[block.address]} input={input} />
      <PastUnder {...{ block, figure, input }} isOneOfMany={isFixed && block.kind === 'row'} />
      {!isFixed && (
        <div class="row screen-only">
          {figure.rows.some(({ shown }) => shown) && <FigureShare {...{ block, figure, input, of, caption }} />}
          <CsvButton block={block} input={input} />
        </div>
      )}
    </>
  );
}

function Notes({ block, figure, input, of }: Omit<FigureShareProps, 'caption'>) {
  const text = input.words.results;
  const hasVague = figure.rows.some((row) => figure.levels.some((level) => displayedCountOf(row, level, of)?.isVague));
  return (
    <>
      {figure.spansRevisions && (
        <p class="aside" data-note="revisions">
          {text['table.revisions']}
        </p>
      )}
      {figure.levels.map(
        ({ id, label, earlier }) =>
          earlier && (
            <p key={id} class="aside" data-note="earlier">
              {text['table.counted-with'](input.words.list(earlier), label)}
            </p>
          ),
      )}
      {block.kind === 'number' && input.results.strata[EVERYONE] && <p class="aside">{text['band.note']}</p>}
      {hasVague && <p class="aside">{text['cell.vague-note'](WIDEST[input.results.phase])}</p>}
      {(block.kind === 'crossing' || block.kind === 'number') && joinsBands(figure.rows) && (
        <p class="aside">{text['table.bands']}</p>
      )}
      {figure.isMultiple && of === 'respondents' && <p class="aside">{text['table.several']}</p>}
      {input.past && !input.past.wave && block.kind === 'multiple' && of === 'respondents' && (
        <p class="aside">{text['table.past-citations']}</p>
      )}
      {block.kind === 'profiles' && (
        <>
          <p>
            {text['profiles.note']} {input.results.strata[EVERYONE]?.profiles?.pairs && text['profiles.both']}
          </p>
          <p class="aside">{text['profiles.without']}</p>
        </>
      )}
    </>
  );
}

function CsvButton({ block, input }: { readonly block: Block; readonly input: FigureInput }) {
  const { survey, results, words } = input;
  const text = words.results;
  // An id holds no accent, nor does this word.
  const marked = results.demonstration ? ['demonstration'] : [];
  // The mark by which spreadsheets know UTF-8.
  const file = () => new Blob(['\ufeff', csvOf(block, input)], { type: 'text/csv' });
  return (
    <Button
      label={text['page.csv']}
      class={`quiet screen-only ${styles.own}`}
      onClick={() => saveFile(file(), `${[survey.id, ...marked, block.address].join('-')}.csv`)}
    />
  );
}
