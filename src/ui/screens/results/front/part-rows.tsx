import type { PastStudy } from '../../../../core/results/past-study.ts';
import type { FigureInput } from '../../../results/figure.ts';
import { baseInWords, type FindingShare } from '../../../results/findings.ts';
import { numbered, PART, type Part, partAddress } from '../../../results/outline.ts';
import type { Origins } from '../../../results/site-files.ts';
import { partTitle } from '../../../results/titles.ts';
import { ShareBar } from './findings-list.tsx';
import styles from './front.module.css';
import { LinkRow } from './link-row.tsx';

export interface PartRowsProps {
  readonly parts: readonly Part[];
  readonly found: readonly FindingShare[];
  readonly input: FigureInput;
  readonly origins: Origins;
}

/** The parts, each with how much is in it, the pages of the study it follows, and one of its shares. */
export function PartRows({ parts, found, input, origins }: PartRowsProps) {
  const { words } = input;
  return (
    <ol class={styles.parts}>
      {numbered(parts).map((part, place) => {
        // There is no room to say of which group a share is.
        const share = found.find(({ block, finding }) => !finding.within && part.blocks.includes(block));
        return (
          <LinkRow
            key={part.id}
            part={part.id}
            address={partAddress(part)}
            number={place + 1}
            name={partTitle(part, words)}
            about={aboutPart(part, input, origins)}
            beside={
              share && (
                <>
                  <ShareBar share={share.share} />
                  <span>
                    <b>{words.percent(share.share)}</b> {words.of(share.finding.short)}
                    <br />
                    {baseInWords(share, words)}
                  </span>
                </>
              )
            }
          />
        );
      })}
    </ol>
  );
}

/** « 10 questions · étude p. 5 à 10 ». */
export function aboutPart(part: Part, input: FigureInput, origins: Origins): string {
  const { past, words } = input;
  const text = words.results;
  const pages = past && !past.wave && studyPages(part, past, origins);
  if (!pages) return countInWords(part, input);
  const { from, to } = pages;
  const range = from === to ? words.number(from) : text['index.to'](from, to);
  return `${countInWords(part, input)} · ${text['index.pages'](range).replaceAll(' ', '\u00a0')}`;
}

function countInWords({ blocks }: Part, { verbatims, words }: FigureInput): string {
  const text = words.results;
  const questions = blocks.filter((block) => 'question' in block && block.kind !== 'row').length;
  if (questions > 0) return text['index.questions'](questions);
  if (blocks.some(({ kind }) => kind === 'lessons')) return text['index.signed'];
  if (blocks.some(({ kind }) => kind === 'profiles')) return text['index.tables'](blocks.length);
  const texts = blocks.filter(({ kind }) => kind !== 'verbatims').length;
  return text['index.texts'](texts + (verbatims?.lots.reduce((total, { texts: lot }) => total + lot.length, 0) ?? 0));
}

interface Pages {
  readonly from: number;
  readonly to: number;
}

/** The pages of a past study that a part follows: of each of its items the page that its wording names, else the one with most of its figures. */
function studyPages(part: Part, past: PastStudy, origins: Origins): Pages | undefined {
  const pages =
    part.id === PART.typology
      ? [past.typology?.preamble.page, ...past.profiles.map(({ page }) => page)].flatMap(numbersIn)
      : part.blocks.flatMap(({ address }) => {
          const named = numbersIn(origins[address]?.page);
          return named.length > 0 ? named : mostFrequent(past.figures.filter(({ item }) => item === address));
        });
  return pages.length === 0 ? undefined : { from: Math.min(...pages), to: Math.max(...pages) };
}

function mostFrequent(figures: PastStudy['figures']): readonly number[] {
  const times = new Map<number, number>();
  for (const { page } of figures)
    for (const one of numbersIn(page).slice(0, 1)) times.set(one, (times.get(one) ?? 0) + 1);
  const [first] = [...times].sort(([, a], [, b]) => b - a);
  return first ? [first[0]] : [];
}

/** « 11-22 », « 12, 50 ». */
function numbersIn(page: string | undefined): readonly number[] {
  return (page?.match(/\d+/g) ?? []).map(Number);
}
