import type { PastPrinted, PastStudy } from '../../core/results/past-study.ts';
import type { PastWords } from '../words/past-words.ts';
import { typeset } from '../words/typeset.ts';
import { formatStrings } from '../words/writing.ts';
import styles from './past.module.css';
import { aboutInWords } from './past-about.ts';

/** The figures that a past study printed of one answer, with the answer's name if it is not plain. */
interface PastAnswer {
  readonly label?: string;
  readonly figures: readonly PastPrinted[];
}

interface PastLineProps {
  readonly words: PastWords;
  readonly past: PastStudy;
  readonly answers: readonly PastAnswer[];
  /** The group under whose live counts they stand. */
  readonly group: string;
}

/** « étude 1998 : Oui : 25%, Non : 32% (28 ateliers au plus, p. 27) ». Nothing where the study printed nothing. */
export function PastLine({ words, past, answers, group }: PastLineProps) {
  return (
    <>
      {alikes(words, past, answers, group).map(({ about, printed }, place) => (
        <span key={about} class={styles.past}>
          {place === 0 ? `${words.past['past.named'](past.year)} ` : null}
          {printed.map(({ label, figure }, index) => (
            <span key={`${label} ${figure.published}`}>
              {index === 0 ? null : ', '}
              {label === undefined ? null : `${words.past['past.answer'](label)} `}
              <strong lang="fr">{asPrinted(figure, words)}</strong>
            </span>
          ))}{' '}
          {about}
        </span>
      ))}
    </>
  );
}

interface FigureGroup {
  readonly about: string;
  readonly printed: { readonly label: string | undefined; readonly figure: PastPrinted }[];
}

/** Base, page, flaws and note are said once of all that have the same. */
function alikes(
  words: PastWords,
  past: PastStudy,
  answers: readonly PastAnswer[],
  group: string,
): readonly FigureGroup[] {
  const found = new Map<string, FigureGroup>();
  for (const { label, figures } of answers)
    for (const figure of figures) {
      const about = aboutInWords(words, past, figure, [group]);
      const alike = found.get(about) ?? { about, printed: [] };
      alike.printed.push({ label, figure });
      found.set(about, alike);
    }
  return [...found.values()];
}

/** Quotes a figure with the digits and words that were printed. Per cents have the marks of one language: the study printed « 28.71% » and « 33 % ». */
export function asPrinted({ published }: PastPrinted, { ui, uiLanguage }: PastWords): string {
  const isFrench = /\p{L}/u.test(published);
  const { percent } = formatStrings(isFrench ? 'fr' : uiLanguage);
  const marked = published.replaceAll(/(?<=\d)[.,](?=\d+ ?%)/g, isFrench ? ',' : ui['number.decimal']);
  return typeset(
    marked.replaceAll(/(\d+) ?%/g, (_, digits: string) => percent(digits)),
    'fr',
  );
}
