import { directionOf } from '../../core/language.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { VerbatimLot, Verbatims } from '../../wire/verbatims.ts';
import type { ResultsWords } from '../words/results-words.ts';
import styles from './verbatims.module.css';

interface VerbatimLotsProps {
  readonly verbatims: Verbatims;
  readonly survey: Survey;
  readonly words: ResultsWords;
  /** The level of its headings, one below that of the part around it. */
  readonly heading: 'h2' | 'h3';
}

/** Shows texts that respondents agreed to publish: how they were chosen, then batch after batch under its question, with no other fact. */
export function VerbatimLots({
  verbatims: { asOf, read, lots, demonstration },
  survey,
  words,
  heading,
}: VerbatimLotsProps) {
  const text = words.results;
  const Heading = heading;
  const published = lots.reduce((total, { texts }) => total + texts.length, 0);
  return (
    <div class={`stack ${styles.verbatims}`} data-verbatims={published}>
      {demonstration && (
        <p data-results="demonstration">
          <strong>{text['page.demonstration']}.</strong> {text['verbatims.invented']}
        </p>
      )}
      {published === 0 ? (
        <p>{text[asOf === null ? 'verbatims.none' : 'verbatims.too-few']}</p>
      ) : (
        <p class="strong">
          {sizeInWords(published, read ?? 0, words)}
          {asOf !== null && ` ${text['verbatims.as-of'](words.date(asOf))}`}
        </p>
      )}
      <ul class="points aside">
        {text['verbatims.chosen'].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {[...new Set(lots.map(({ item }) => item))].map((item) => (
        <section key={item} class={`stack ${styles.question}`}>
          <Heading>{questionOf(item, survey, words)}</Heading>
          {lots.map((lot, place) =>
            lot.item === item ? <Lot key={`${item} ${place}`} lot={lot} words={words} /> : null,
          )}
        </section>
      ))}
    </div>
  );
}

/** The perturbed count of what was read may be below what is published, which anyone can count. */
function sizeInWords(published: number, read: number, words: ResultsWords): string {
  const text = words.results;
  const counted = (say: (n: number, number: string) => string, n: number) => say(n, words.number(n));
  const parts = [
    counted(text['verbatims.read'], Math.max(read, published)),
    counted(text['verbatims.published'], published),
  ];
  return `${parts.join(', ')}.`;
}

function questionOf(item: string, survey: Survey, words: ResultsWords): string {
  const question = survey.questionOfItem.get(item);
  return question ? words.of(question.text) : words.results['verbatims.earlier'];
}

function Lot({ lot: { language, texts }, words }: { readonly lot: VerbatimLot; readonly words: ResultsWords }) {
  return (
    <ul
      class={`stack ${styles.lot}`}
      {...(language !== words.uiLanguage && { lang: language, dir: directionOf(language) })}
    >
      {texts.map((text, place) => (
        <li key={`${place} ${text}`}>
          <blockquote dir="auto">{text}</blockquote>
        </li>
      ))}
    </ul>
  );
}
