import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { EVERYONE } from '../../../core/results/everyone.ts';
import { Places } from '../../map/places.tsx';
import type { Denominator } from '../../results/displayed-count.ts';
import { allInWords, type Figure, type FigureInput, figureOf, isToCome } from '../../results/figure.ts';
import { withLargestLevels } from '../../results/largest-levels.ts';
import type { Block } from '../../results/outline.ts';
import type { Origins } from '../../results/site-files.ts';
import { AnswerTable, mostColumns } from '../../tables/answer-table.tsx';
import { sizeInWords } from '../../tables/group-size.ts';
import { withPairs } from '../../tables/paired-profiles.ts';
import { figurePast } from '../../tables/past-lines.tsx';
import { ProfileStacks } from '../../tables/profile-stacks.tsx';
import { quartilesOf } from '../../tables/quartiles.ts';
import { StackTable } from '../../tables/stack-table.tsx';
import { useSteps } from '../../tables/use-steps.ts';
import { OrganiserNote, OrganiserPage } from '../../texts/organiser-note.tsx';
import { VerbatimLots } from '../../texts/verbatim-lots.tsx';
import { FigureFoot, type FigureFootProps } from './figure-foot.tsx';
import { GroupsTable } from './front/groups-table.tsx';
import { Changes } from './method/changes.tsx';
import { Method } from './method/method.tsx';
import { ProfileLinks, TypologyRule } from './method/typology-rule.tsx';
import styles from './results.module.css';
import { Switch } from './switch.tsx';

interface BlockProps {
  readonly block: Block;
  readonly input: FigureInput;
  readonly origins: Origins;
  /** There is room for tables that have a line an answer or a group. */
  readonly isDense: boolean;
  /** The block is in the report, without tabs and buttons. */
  readonly isFixed?: boolean;
  /** The rest of its page, which is drawn last so that nothing in sight moves. */
  readonly children?: ComponentChildren;
}

/** The figure of a block, or its text. */
export function BlockBody({ children, ...props }: BlockProps) {
  const { block, input, isDense, isFixed = false } = props;
  const [group, setGroup] = useState(EVERYONE);
  const [isUncut, setUncut] = useState(false);
  const figure = useMemo(
    () => figureOf(block, input, block.kind === 'matrix' ? group : EVERYONE),
    [block, input, group],
  );
  const cut = useMemo(() => figure && (isUncut ? figure : withLargestLevels(figure)), [figure, isUncut]);
  const drawn = useSteps(cut && !isFixed ? partsOf(cut, isDense) : 0);
  return (
    <>
      {figure && cut && !isToCome(figure) ? (
        drawn > 0 && (
          <FigurePart
            {...{ block, input, isDense, isFixed, figure, cut, drawn, group }}
            onGroup={setGroup}
            onAll={() => setUncut(true)}
          />
        )
      ) : (
        <TextBlock {...props} />
      )}
      {drawn === Number.POSITIVE_INFINITY && children}
    </>
  );
}

/** A block without a figure, or whose figure is shown with the final results alone. */
function TextBlock({ block, input, origins, isFixed }: BlockProps) {
  switch (block.kind) {
    case 'who':
      return <GroupsTable input={input} />;
    case 'method':
      return <Method input={input} origins={origins} isBrief={isFixed} />;
    case 'changes':
      return <Changes input={input} />;
    case 'lessons':
    case 'interview':
      return <OrganiserPage block={block} input={input} />;
    case 'verbatims':
      return <VerbatimsPart input={input} />;
    case 'rule':
      return <TypologyRule input={input} />;
    case 'places':
      return (
        <>
          <Places block={block} input={input} />
          <OrganiserNote note={input.texts?.notes[block.address]} input={input} />
        </>
      );
    default:
      return <p>{input.words.results['group.closing']}</p>;
  }
}

interface FigurePartProps extends Omit<FigureFootProps, 'of' | 'caption' | 'onOf'> {
  readonly isDense: boolean;
  readonly drawn: number;
  readonly group: string;
  readonly onGroup: (group: string) => void;
}

function FigurePart({ block, input, isDense, isFixed, figure, cut, drawn, group, onGroup, onAll }: FigurePartProps) {
  const [of, setOf] = useState<Denominator>('respondents');
  const { words } = input;
  const text = words.results;
  // A matrix has its rows where others have groups. On a narrow page the bars of many groups are read one group at a time.
  const isOneByOne = !isDense && !isFixed && figure.shape === 'bars' && figure.rows.length > 1;
  const groups = block.kind === 'matrix' ? strataOf(input) : isOneByOne ? figure.rows : [];
  const chosen = groups.find(({ id }) => id === group) ?? groups[0];
  const shown = isOneByOne ? { ...cut, rows: cut.rows.filter(({ id }) => id === chosen?.id) } : cut;
  const everyone = input.results.strata[EVERYONE];
  // The day of the page is shown once.
  const isDated = figure.rows.some(({ asOf }) => asOf !== undefined && asOf !== everyone?.asOf);
  const [only, ...others] = shown.rows;
  // No head over the one column says it.
  const isAlone = !isDense && figure.shape === 'bars' && others.length === 0;
  const size = isAlone && only ? sizeInWords(only, of, isDated, words) : undefined;
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
          onChange={onGroup}
        />
      )}
      <FigureTable
        {...{ block, input, of, caption, isDated, isDense, drawn }}
        figure={block.kind === 'profiles' ? withPairs(shown, words) : shown}
      />
      {drawn === Number.POSITIVE_INFINITY && (
        <FigureFoot {...{ block, input, isFixed, figure, cut, of, caption }} onOf={setOf} onAll={onAll} />
      )}
    </div>
  );
}

interface FigureTableProps extends Pick<FigurePartProps, 'block' | 'input' | 'figure' | 'isDense' | 'drawn'> {
  readonly of: Denominator;
  readonly caption: string;
  readonly isDated: boolean;
}

function FigureTable({ block, input, figure, of, caption, isDated, isDense, drawn }: FigureTableProps) {
  const { words } = input;
  // A past study counted citations and a wave respondents: its numbers are shown with shares of the same.
  const isCompared = block.kind !== 'multiple' || (of === 'citations') !== (input.past?.wave === true);
  const past = useMemo(
    () => (isCompared ? figurePast(block, figure, input) : undefined),
    [block, figure, input, isCompared],
  );
  const shared = { figure, caption, words, isDated, past };
  if (figure.shape === 'stack') return <StackTable {...shared} isWide={isDense} />;
  return (
    <AnswerTable
      {...shared}
      isWide={isDense && figure.rows.length <= mostColumns(figure)}
      of={of}
      quartilesOf={block.kind === 'number' ? (row) => quartilesOf({ question: block.question, row, words }) : undefined}
      drawn={partsOf(figure, isDense) > 1 ? drawn : Number.POSITIVE_INFINITY}
    />
  );
}

/** Counts the parts that are drawn one at a time. The answers of groups are the only figure with more elements than a slow phone draws at once. */
function partsOf({ shape, levels }: Figure, isDense: boolean): number {
  return shape === 'grouped' && !isDense ? levels.length : 1;
}

function captionOf(block: Block, figure: Figure, of: Denominator, { words }: FigureInput): string {
  const text = words.results;
  if (block.kind === 'profiles') return text['table.profiles'];
  return figure.isMultiple ? text[`table.${of}`] : text['table.answers'];
}

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
function ProfilesPart({ figure, input }: { readonly figure: Figure; readonly input: FigureInput }) {
  const { results, words } = input;
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
      <ProfileLinks input={input} />
    </>
  );
}
