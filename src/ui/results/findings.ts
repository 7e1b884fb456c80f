import { besideContext, type DisplayedCount, displayCount } from '../../core/results/disclosure/shares.ts';
import { EVERYONE } from '../../core/results/everyone.ts';
import { type PastFigure, type PastStudy, pastOf } from '../../core/results/past-study.ts';
import type { NamedShare } from '../../core/results/results-file.ts';
import type { ResultsWords } from '../words/results-words.ts';
import { displayedCountOf } from './displayed-count.ts';
import { type FigureInput, type FigureRow, figureOf } from './figure.ts';
import { ADDRESS, type Block, type Part } from './outline.ts';
import { BETWEEN } from './shown-numbers.ts';

/** A share that the survey names for its readers, as it is published today. */
export interface FindingShare {
  readonly finding: NamedShare;
  /** The block with the whole figure. */
  readonly block: Block;
  /** The share in whole per cents. */
  readonly share: number;
  readonly displayed: DisplayedCount;
  readonly past: PastShare | undefined;
}

/** A share that a past study printed as one number of per cents. */
interface PastShare {
  readonly percent: number;
  readonly published: string;
}

/** Returns the findings in the order of the file, without those whose share is not published today. */
export function findingsOf(parts: readonly Part[], input: FigureInput): readonly FindingShare[] {
  const blocks = parts.flatMap((part) => part.blocks);
  return (input.file.findings ?? []).flatMap((finding) => {
    const address = 'profile' in finding ? ADDRESS.profiles : finding.item;
    const block = blocks.find((one) => one.address === address);
    const displayed = block && displayedIn(block, finding, input);
    if (!block || displayed?.share === undefined) return [];
    const past =
      'item' in finding && isComparable(block, input)
        ? pastShareOf(input.past, finding.item, finding.option, finding.within)
        : undefined;
    return [{ finding, block, share: displayed.share, displayed, past }];
  });
}

/** « d'environ 1 143 réponses »: the base that a share was divided by. */
export function baseInWords({ displayed: { base } }: FindingShare, words: ResultsWords): string {
  return words.results['index.base'](words.results['page.responses'](base, words.number(base)));
}

/** Tells whether shares can be compared with those of the past study. If an answer between the others is new, shares moved to it, which only the figure explains. */
function isComparable(block: Block, { past, file }: FigureInput): boolean {
  const added = ('question' in block && past?.added?.[block.question.id]) || [];
  return added.every((option) => file.apart?.includes(option));
}

function displayedIn(block: Block, finding: NamedShare, input: FigureInput): DisplayedCount | undefined {
  const figure = figureOf(block, input);
  const row = figure?.rows.find(({ id }) => id === (finding.within ?? EVERYONE));
  if ('profile' in finding) return row && shareOfAll(row, finding.profile === 'between' ? BETWEEN : finding.profile);
  const level = figure?.levels.find((one) => one.id === finding.option);
  return row && level && displayedCountOf(row, level, 'respondents');
}

/** Returns the share that a profile has of all responses of a group, since nothing beside it says how many of these have no profile. */
function shareOfAll({ shown }: FigureRow, profile: string): DisplayedCount | undefined {
  const count = shown?.counts[profile];
  if (!shown || count === undefined) return undefined;
  const { base, all = base, context, summed = {} } = shown;
  return displayCount(count, all, { ...besideContext(context), summed: summed[profile] ?? 1 });
}

/** A share of the study with a smaller base is shown in words and counts, without a bar. */
const LEAST_BASE = 30;

/** Returns a printed share that a bar can be drawn of: one number of per cents, of a group that is large enough. */
export function pastShareOf(
  past: PastStudy | undefined,
  item: string,
  option: string,
  group = EVERYONE,
): PastShare | undefined {
  const found = pastOf(past, item, [option], group).find(
    (figure) => figure.percent !== undefined && baseOf(figure, past, group) >= LEAST_BASE,
  );
  return found?.percent === undefined ? undefined : { percent: found.percent, published: found.published };
}

function baseOf({ base }: PastFigure, past: PastStudy | undefined, group: string): number {
  return base ?? past?.groups[group]?.n ?? 0;
}
