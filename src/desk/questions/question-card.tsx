import type { Question } from '../../core/survey/questionnaire.ts';
import type { QuestionCounts } from '../../wire/organiser/organiser-reply.ts';
import { type Naming, offeredIn } from '../crossing/item-words.ts';
import { useNaming } from '../crossing/use-naming.tsx';
import { addressTo } from '../parts/desk-address.ts';
import { may, useSite } from '../parts/desk-context.ts';
import { BarList } from './bar-list.tsx';
import { LevelRows } from './level-rows.tsx';
import { barsOf } from './question-bars.ts';
import { QuestionPart } from './question-part.tsx';

interface QuestionCardProps {
  readonly question: Question;
  /** One for each item of the question that is counted. */
  readonly items: readonly QuestionCounts[];
}

export function QuestionCard({ question, items }: QuestionCardProps) {
  const desk = useNaming();
  const mayReadTexts = may(useSite(), 'comments');
  const { survey, words } = desk;
  const { questions: text } = words.desk;
  const [first] = items;
  if (!first) return null;
  const offered = offeredIn(survey);
  const isText = question.kind === 'text';
  const written = isText ? question.id : question.otherItem;
  return (
    <QuestionPart id={question.id} title={words.of(question.text)} number={question.number}>
      {question.kind === 'matrix' ? (
        <LevelRows rows={items} />
      ) : isText ? (
        <p>{text.texts(words.number(first.states.given ?? 0), first.states.given ?? 0)}</p>
      ) : (
        <BarList of={first} bars={barsOf(first, offered, question.kind === 'number')} />
      )}
      {written && mayReadTexts ? (
        <p>
          <a
            class="screen-only"
            href={addressTo('texts', { s: survey.id, item: written })}
            aria-label={words.desk.moderating.texts.readOf(words.of(question.text))}
          >
            {words.desk.moderating.texts.read}
          </a>
        </p>
      ) : null}
      <p class="help">
        {footOf(desk, question, first)}{' '}
        {isText || question.kind === 'territory' ? null : (
          <a
            class="screen-only"
            href={addressTo('crossing', { s: survey.id, rows: first.item, columns: survey.stratum ?? '@profile' })}
            aria-label={`${text.cross} ${words.of(question.text)}`}
          >
            {text.cross}
          </a>
        )}
      </p>
    </QuestionPart>
  );
}

function footOf({ words }: Naming, { kind }: Question, { isMultiple, states }: QuestionCounts): string {
  const { questions: text } = words.desk;
  const countText = (count = 0, say: (n: string, many: number) => string) =>
    count > 0 ? say(words.number(count), count) : '';
  return [
    isMultiple ? text.several : '',
    // A matrix says it of its first row alone, which would mislead: its rows say how many answered each.
    kind === 'matrix' ? '' : countText(states.blank, text.blank),
    countText(states.unknown, text.unknown),
    countText(states.notAsked, text.notAsked),
  ]
    .filter(Boolean)
    .join(' · ');
}
