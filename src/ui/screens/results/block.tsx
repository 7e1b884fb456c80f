import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { EVERYONE } from '../../../core/results/everyone.ts';
import { saveFile } from '../../elements/save-file.ts';
import { Places } from '../../map/places.tsx';
import { csvOf } from '../../results/block-csv.ts';
import { joinsBands } from '../../results/displayed-bands.ts';
import type { Denominator } from '../../results/displayed-count.ts';
import { allInWords, type Figure, type FigureInput, figureOf, isToCome } from '../../results/figure.ts';
import { withLargestLevels } from '../../results/largest-levels.ts';
import type { Block } from '../../results/outline.ts';
import type { Origins } from '../../results/site-files.ts';
import { FocusTable } from '../../tables/focus-table.tsx';
import { PastUnder } from '../../tables/past-lines.tsx';
import { ProfileStacks } from '../../tables/profile-stacks.tsx';
import { sizeInWords } from '../../tables/row-head.tsx';
import { OrganiserNote, OrganiserPage } from '../../texts/organiser-note.tsx';
import { VerbatimLots } from '../../texts/verbatim-lots.tsx';
import { FigureShare } from './figure-share.tsx';
import { FigureTable } from './figure-table.tsx';
import { GroupsTable } from './front/groups-table.tsx';
import { Method } from './method/method.tsx';
import { TypologyRule } from './method/typology-rule.tsx';
import styles from './results.module.css';
import { Switch } from './switch.tsx';

interface BlockProps {
  readonly block: Block;
  readonly input: FigureInput;
  readonly origins: Origins;
  /** There is room for tables that have a line an answer or a group. */
  readonly isDense: boolean;
  /** In the report: read or printed, without tabs and buttons. */
  readonly isFixed?: boolean;
}

/** The figure of a block, or its text. */
export function BlockBody({ block, input, origins, isDense, isFixed }: BlockProps) {
  if (block.kind === 'who') return <GroupsTable input={input} />;
  if (block.kind === 'method') return <Method input={input} origins={origins} />;
  if (block.kind === 'lessons' || block.kind === 'interview') return <OrganiserPage block={block} input={input} />;
  if (block.kind === 'verbatims') return <VerbatimsPart input={input} />;
  if (block.kind === 'rule') return <TypologyRule input={input} />;
  const note = <OrganiserNote note={input.texts?.notes[block.address]} input={input} />;
  if (block.kind === 'places')
    return (
      <>
        <Places block={block} input={input} />
        {note}
      </>
    );
  return <FigurePart block={block} input={input} isDense={isDense} isFixed={isFixed === true} note={note} />;
}

interface FigurePartProps extends Pick<BlockProps, 'block' | 'input' | 'isDense'> {
  readonly isFixed: boolean;
  readonly note: ComponentChildren;
}

function FigurePart({ block, input, isDense, isFixed, note }: FigurePartProps) {
  const [of, setOf] = useState<Denominator>('respondents');
  const [group, setGroup] = useState(EVERYONE);
  const [isWhole, setWhole] = useState(false);
  const { words } = input;
  const text = words.results;
  const figure = figureOf(block, input, block.kind === 'matrix' ? group : EVERYONE);
  if (!figure) return null;
  if (isToCome(figure)) return <p>{text['group.closing']}</p>;
  const cut = isWhole ? figure : withLargestLevels(figure);
  // A matrix has its rows where others have groups. On a narrow page the bars of many groups are read one group at a time.
  const isOneByOne = !isDense && !isFixed && figure.shape === 'bars' && figure.rows.length > 1;
  const groups = block.kind === 'matrix' ? strataOf(input) : isOneByOne ? figure.rows : [];
  const chosen = groups.find(({ id }) => id === group) ?? groups[0];
  const drawn = isOneByOne ? { ...cut, rows: cut.rows.filter(({ id }) => id === chosen?.id) } : cut;
  const everyone = input.results.strata[EVERYONE];
  // The day of the page is shown once.
  const isDated = figure.rows.some(({ asOf }) => asOf !== undefined && asOf !== everyone?.asOf);
  const [only] = drawn.rows;
  const size = isOneByOne && only ? sizeInWords(only, of, isDated, words) : undefined;
  const caption = [
    chosen && chosen !== groups[0] ? text['block.among'](chosen.name) : undefined,
    size,
    captionOf(block, figure, of, input),
    input.results.demonstration ? text['csv.demonstration'] : undefined,
  ]
    .filter((said) => said !== undefined)
    .join(' · ');
  return (
    <div class={styles.figure}>
      {block.kind === 'profiles' && <ProfilesPart figure={figure} input={input} />}
      {chosen && !isFixed && (
        <Switch
          name={`among-${block.address}`}
          legend={text['rows.legend']}
          choices={groups}
          chosen={chosen.id}
          onChange={setGroup}
        />
      )}
      <FigureTable {...{ block, input, of, caption, isDated, isDense }} figure={drawn} />
      {figure.isMultiple && block.kind === 'multiple' && !isFixed && (
        <Switch
          name={`of-${block.address}`}
          legend={text['citations.legend']}
          choices={DENOMINATORS.map((id) => ({ id, name: text[`citations.${id}`] }))}
          chosen={of}
          onChange={setOf}
        />
      )}
      {cut.levels.length < figure.levels.length && (
        <div class={styles.acts}>
          <p>{text['picture.some'](cut.levels.length, figure.levels.length)}</p>
          {!isFixed && (
            <button type="button" class={`secondary ${styles.screen}`} onClick={() => setWhole(true)}>
              {text['table.all']}
            </button>
          )}
        </div>
      )}
      <Notes block={block} figure={figure} input={input} of={of} />
      {note}
      <PastUnder {...{ block, figure, input }} isOneOfMany={isFixed && block.kind === 'row'} />
      {!isFixed && (
        <div class={`${styles.acts} ${styles.screen}`}>
          {figure.rows.some(({ shown }) => shown) && <FigureShare {...{ block, figure, input, of, caption }} />}
          <CsvButton block={block} input={input} />
        </div>
      )}
    </div>
  );
}

interface NotesProps {
  readonly block: Block;
  readonly figure: Figure;
  readonly input: FigureInput;
  readonly of: Denominator;
}

/** What the numbers of a kind of question need to be understood. */
function Notes({ block, figure, input, of }: NotesProps) {
  const text = input.words.results;
  return (
    <>
      {figure.spansRevisions && (
        <p class={styles.quiet} data-note="revisions">
          {text['table.revisions']}
        </p>
      )}
      {block.kind === 'number' && input.results.strata[EVERYONE] && <p class={styles.quiet}>{text['band.note']}</p>}
      {joinsBands(figure.rows) && <p class={styles.quiet}>{text['table.bands']}</p>}
      {figure.isMultiple && of === 'respondents' && <p class={styles.quiet}>{text['table.several']}</p>}
      {input.past && !input.past.wave && block.kind === 'multiple' && of === 'respondents' && (
        <p class={styles.quiet}>{text['table.past-citations']}</p>
      )}
      {block.kind === 'multiple' && <FocusTable figure={figure} of={of} words={input.words} />}
      {block.kind === 'profiles' && (
        <>
          <p>{text['profiles.note']}</p>
          <p class={styles.quiet}>{text['profiles.without']}</p>
        </>
      )}
    </>
  );
}

interface CsvButtonProps {
  readonly block: Block;
  readonly input: FigureInput;
}

function CsvButton({ block, input }: CsvButtonProps) {
  const { survey, results, words } = input;
  const text = words.results;
  // An id holds no accent, nor does this word.
  const marked = results.demonstration ? ['demonstration'] : [];
  // The mark by which spreadsheets know UTF-8.
  const file = () => new Blob(['\ufeff', csvOf(block, input)], { type: 'text/csv' });
  return (
    <button
      type="button"
      class={`quiet ${styles.own} ${styles.screen}`}
      onClick={() => saveFile(file(), `${[survey.id, ...marked, block.address].join('-')}.csv`)}
    >
      {text['page.csv']}
    </button>
  );
}

function captionOf(block: Block, figure: Figure, of: Denominator, { words }: FigureInput): string {
  const text = words.results;
  if (block.kind === 'profiles') return text['table.profiles'];
  if (figure.isMultiple) return text[`table.${of}`];
  return text[`table.${figure.shape}`];
}

const DENOMINATORS: readonly Denominator[] = ['respondents', 'citations'];

/** Everyone and each stratum that is shown: what a matrix may be read of. */
function strataOf({ survey, results, words }: FigureInput): readonly { readonly id: string; readonly name: string }[] {
  const strata = survey.question.get(survey.stratum ?? '')?.choices ?? [];
  const shown = strata.filter(({ id }) => results.strata[id]).map(({ id, label }) => ({ id, name: words.of(label) }));
  return shown.length > 0 ? [{ id: EVERYONE, name: allInWords({ survey, results, words }) }, ...shown] : [];
}

function VerbatimsPart({ input: { verbatims, survey, words } }: { readonly input: FigureInput }) {
  return verbatims ? (
    <VerbatimLots verbatims={verbatims} survey={survey} words={words} heading="h3" />
  ) : (
    <p>{words.results['verbatims.offline']}</p>
  );
}

/** How many responses have a profile, of how many, and the profiles of each group in one bar. */
function ProfilesPart({ figure, input: { results, words } }: { readonly figure: Figure; readonly input: FigureInput }) {
  const text = words.results;
  const everyone = results.strata[EVERYONE];
  const base = everyone?.profiles?.base;
  const marks = results.demonstration ? [text['csv.demonstration']] : [];
  return (
    <>
      {everyone && base !== undefined && (
        <p>{text['profiles.base'](words.number(base), text['page.responses'](everyone.n, words.number(everyone.n)))}</p>
      )}
      {figure.rows.length > 1 && (
        <ProfileStacks
          figure={figure}
          sizeOf={(group) => results.strata[group]?.n}
          caption={[text['profiles.by-group'], ...marks].join(' · ')}
          words={words}
        />
      )}
    </>
  );
}
