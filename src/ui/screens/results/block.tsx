import { useState } from 'preact/hooks';
import { EVERYONE } from '../../../core/results/exact-tables.ts';
import { saveFile } from '../../elements/save-file.ts';
import { Places } from '../../map/places.tsx';
import { type Figure, type FigureInput, figureOf } from '../../results/figure.ts';
import { csvOf } from '../../results/figure-csv.ts';
import type { Block } from '../../results/outline.ts';
import type { Origins } from '../../results/site-files.ts';
import type { Of } from '../../results/told-figure.ts';
import { BarTable } from '../../tables/bar-table.tsx';
import { FocusTable } from '../../tables/focus-table.tsx';
import { GroupTable } from '../../tables/group-table.tsx';
import { PastUnder, pastAtOf, pastLinesOf } from '../../tables/past-lines.tsx';
import { Quartiles } from '../../tables/quartiles.tsx';
import { StackTable } from '../../tables/stack-table.tsx';
import { Method } from './method.tsx';
import styles from './results.module.css';
import { TypologyRule } from './typology-rule.tsx';

interface BlockProps {
  readonly block: Block;
  readonly input: FigureInput;
  readonly origins: Origins;
}

/** The figure of a block, or its text. */
export function BlockBody({ block, input, origins }: BlockProps) {
  const [of, setOf] = useState<Of>('respondents');
  const { words } = input;
  const text = words.results;
  const figure = figureOf(block, input);
  if (block.kind === 'method') return <Method input={input} origins={origins} />;
  if (block.kind === 'rule') return <TypologyRule input={input} />;
  if (block.kind === 'places') return <Places block={block} input={input} />;
  if (!figure) return null;
  const everyone = input.results.strata[EVERYONE];
  // Every group of a crossing, and every row of a matrix, has one day.
  const isDated = block.kind !== 'crossing' && block.kind !== 'matrix';
  const past = pastLinesOf(block, figure, input);
  const said = captionOf(block, figure, of, input);
  const caption = input.results.demonstration ? `${said} · ${text['csv.demonstration']}` : said;
  const given = { figure, words, past, isDated, caption };
  return (
    <div class={styles.figure}>
      {block.kind === 'profiles' && <ProfilesBase input={input} />}
      {figure.isMultiple && block.kind === 'multiple' && (
        <CitationsSwitch name={block.address} of={of} onChange={setOf} input={input} />
      )}
      {figure.shape === 'stack' && <StackTable {...given} />}
      {figure.shape === 'grouped' && <GroupTable {...given} pastAt={pastAtOf(block, input)} />}
      {figure.shape === 'bars' && (
        <BarTable
          {...given}
          of={of}
          {...(block.kind === 'number'
            ? {
                under: (row) => <Quartiles question={block.question} figure={figure} row={row} words={words} />,
              }
            : {})}
        />
      )}
      {block.kind === 'number' && everyone && <p class={styles.quiet}>{text['band.note']}</p>}
      {figure.isMultiple && of === 'respondents' && <p class={styles.quiet}>{text['table.several']}</p>}
      {block.kind === 'multiple' && <FocusTable figure={figure} of={of} words={words} />}
      <PastUnder block={block} figure={figure} input={input} />
      <button
        type="button"
        class={`quiet ${styles.own} ${styles.screen}`}
        onClick={() =>
          saveFile(
            // The mark by which spreadsheets know UTF-8.
            new Blob(['\ufeff', csvOf(figure, of, words, input.results.demonstration)], { type: 'text/csv' }),
            `${[input.survey.id, ...(input.results.demonstration ? [text['csv.demonstration']] : []), block.address].join('-')}.csv`,
          )
        }
      >
        {text['page.csv']}
      </button>
    </div>
  );
}

function captionOf(block: Block, figure: Figure, of: Of, { words }: FigureInput): string {
  const text = words.results;
  if (block.kind === 'profiles') return text['table.profiles'];
  if (figure.isMultiple) return text[`table.${of}`];
  return text[`table.${figure.shape}`];
}

interface SwitchProps {
  readonly name: string;
  readonly of: Of;
  readonly onChange: (of: Of) => void;
  readonly input: FigureInput;
}

function CitationsSwitch({ name, of, onChange, input: { words } }: SwitchProps) {
  const text = words.results;
  return (
    <fieldset class={`${styles.switch} ${styles.screen}`}>
      <legend>{text['citations.legend']}</legend>
      {(['respondents', 'citations'] as const).map((one) => (
        <label key={one}>
          <input type="radio" name={`of-${name}`} checked={of === one} onChange={() => onChange(one)} />
          {text[`citations.${one}`]}
        </label>
      ))}
    </fieldset>
  );
}

/** How many responses have a profile, of how many. */
function ProfilesBase({ input: { results, words } }: { readonly input: FigureInput }) {
  const text = words.results;
  const everyone = results.strata[EVERYONE];
  const base = everyone?.profiles?.base;
  return (
    <>
      {everyone && base !== undefined && (
        <p class={styles.snapshot}>
          {text['profiles.base'](words.number(base), text['page.responses'](everyone.n, words.number(everyone.n)))}
        </p>
      )}
      <p>{text['profiles.without']}</p>
      <p>{text['profiles.note']}</p>
    </>
  );
}
