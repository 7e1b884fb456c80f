import type { ComponentChildren } from 'preact';
import { EVERYONE } from '../../core/results/everyone.ts';
import { type PastFigure, type PastStudy, pastBeside, pastOf } from '../../core/results/past-study.ts';
import { aboutInWords } from '../past/past-about.ts';
import { PastLine } from '../past/past-line.tsx';
import { PastBeside, PastChanged, PastFlaws } from '../past/past-notes.tsx';
import type { Figure, FigureInput, FigureRow } from '../results/figure.ts';
import { pastShareOf } from '../results/findings.ts';
import type { Level } from '../results/levels.ts';
import type { Block } from '../results/outline.ts';
import { Folded } from './folded.tsx';

interface Place {
  readonly item: string;
  readonly group: string;
}

/** Whose answers a row of a figure counts; `undefined` for what the past study did not print: a crossing, a profile. */
function placeOf(block: Block, { id, among = EVERYONE }: FigureRow): Place | undefined {
  switch (block.kind) {
    case 'single':
    case 'multiple':
    case 'number':
      return { item: block.question.id, group: id };
    case 'row':
      return { item: block.row.id, group: id };
    case 'matrix':
      return { item: id, group: among };
    default:
      return undefined;
  }
}

/** The figures that a past study printed of one group, for a table that has a cell for each answer. */
export interface PastCells {
  /** Short numbers that have the same base and page, by level. */
  readonly cells: Readonly<Record<string, PastFigure>>;
  /** Base, page and flaws of these. */
  readonly about: string;
  /** All else, in a line. */
  readonly rest: ComponentChildren | undefined;
}

/** « 28,71 % », « 8 sur 28 »: what fits a cell, as all that a wave prints does. */
const SHORT = 12;

/** The figures that a past study printed, for the rows and levels of a figure of today. */
export interface FigurePast {
  /** The study, with its year. */
  readonly name: string;
  /** The key is the id of a row. Rows of which it printed nothing are absent. */
  readonly cells: ReadonlyMap<string, PastCells>;
  readonly percentOf: PastPercentOf;
}

export function figurePast(block: Block, figure: Figure, input: FigureInput): FigurePast | undefined {
  const { past, words } = input;
  if (!past) return undefined;
  const cells = figure.rows.flatMap((row) => {
    const found = pastCells(block, row, figure, { past, words });
    return found ? [[row.id, found] as const] : [];
  });
  return { name: words.past['past.study'](past.year), cells: new Map(cells), percentOf: pastPercents(block, past) };
}

function pastCells(
  block: Block,
  row: FigureRow,
  { levels, shape }: Figure,
  { past, words }: Pick<FigureInput, 'words'> & { readonly past: PastStudy },
): PastCells | undefined {
  const place = placeOf(block, row);
  const printed = place ? levels.flatMap((level) => printedOf(past, place, level).map((one) => ({ level, one }))) : [];
  if (!place || printed.length === 0) return undefined;
  const aboutOf = (one: PastFigure) => aboutInWords(words, past, one, [place.group]);
  // A group that is not shown today has a bar with its levels below, but no column.
  const hasCells = shape === 'stack' || row.shown !== undefined;
  const isShort = ({ published }: PastFigure) => past.wave || (published.length <= SHORT && /\d/.test(published));
  const fitting = printed.filter(({ one }) => hasCells && isShort(one));
  const [first] = fitting;
  const about = first ? aboutOf(first.one) : '';
  const cells = new Map<string, PastFigure>();
  for (const { level, one } of fitting) if (aboutOf(one) === about && !cells.has(level.id)) cells.set(level.id, one);
  const rest = levels.flatMap((level) => {
    const figures = printedOf(past, place, level).filter((one) => cells.get(level.id) !== one);
    return figures.length > 0 ? [{ label: level.label, figures }] : [];
  });
  return {
    cells: Object.fromEntries(cells),
    about,
    rest: rest.length > 0 ? <PastLine words={words} past={past} answers={rest} group={place.group} /> : undefined,
  };
}

/** The per cents that a past study printed of one answer of a group, where a bar may be drawn of them; `null` of an answer that it did not offer. */
type PastPercentOf = (row: FigureRow, level: Level) => number | null | undefined;

function pastPercents(block: Block, past: PastStudy): PastPercentOf {
  const added = ('question' in block && past.added?.[block.question.id]) || [];
  return (row, level) => {
    if (added.includes(level.id)) return null;
    const place = placeOf(block, row);
    return place && pastShareOf(past, place.item, level.id, place.group)?.percent;
  };
}

interface PastUnderProps {
  readonly block: Block;
  readonly figure: Figure;
  readonly input: FigureInput;
  /** The figure is one of several rows of a matrix, which says itself what has changed. */
  readonly isOneOfMany?: boolean;
}

/** Shows under a figure what the past study says about more than one answer, then the flaws of all its figures that are shown. */
export function PastUnder({ block, figure, input: { past, words }, isOneOfMany = false }: PastUnderProps) {
  const changed = 'question' in block && !isOneOfMany ? past?.changed?.[block.question.id] : undefined;
  if (!past) return null;
  // A wave says as much of each group as of everyone, so only the lines of everyone are shown.
  const ofEveryone = past.profiles.filter(({ groups }) => !past.wave || groups.includes(EVERYONE));
  const beside = block.kind === 'profiles' ? ofEveryone : besideOf(past, block);
  const lines = figure.rows.flatMap((row) => {
    const place = placeOf(block, row);
    return place ? figure.levels.flatMap((level) => printedOf(past, place, level)) : [];
  });
  const labelOf = (id: string) => figure.levels.find((level) => level.id === id)?.label ?? id;
  const nameOf = (id: string) => words.list(id.split('|').map(labelOf));
  const figures = [...lines, ...beside];
  if (beside.length === 0 && !figures.some(({ flaws }) => flaws || changed)) return null;
  return (
    <Folded summary={words.past['past.under'](past.year)}>
      <div class="stack">
        <PastBeside words={words} past={past} figures={beside} nameOf={nameOf} />
        {changed && <PastChanged words={words} past={past} changed={changed} />}
        <PastFlaws words={words} past={past} figures={figures} />
      </div>
    </Folded>
  );
}

function printedOf(past: PastStudy, { item, group }: Place, { id }: Level): readonly PastFigure[] {
  return pastOf(past, item, [id], group);
}

/** Returns what a matrix says about several rows at once. What it says about one row is on the page of that row. */
function besideOf(past: PastStudy, block: Block): readonly PastFigure[] {
  switch (block.kind) {
    case 'single':
    case 'multiple':
    case 'number':
    case 'matrix':
      return pastBeside(past, block.question.id);
    case 'row':
      return pastBeside(past, block.row.id);
    default:
      return [];
  }
}
