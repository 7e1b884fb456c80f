import { useMemo } from 'preact/hooks';
import type { QuestionsReply } from '../../wire/organiser/organiser-reply.ts';
import { type Naming, offeredIn } from '../crossing/item-words.ts';
import { useNaming } from '../crossing/use-naming.tsx';
import { ChoiceList } from '../parts/choice-list.tsx';
import { itemName } from '../parts/item-name.ts';
import { BarList } from './bar-list.tsx';
import { barsOf, isFound } from './question-bars.ts';
import { QuestionCard } from './question-card.tsx';
import { headOf, QuestionPart } from './question-part.tsx';

const PROFILES = '@profile';

export function QuestionList({ reply, wanted }: { readonly reply: QuestionsReply; readonly wanted: string }) {
  const desk = useNaming();
  const { survey, words } = desk;
  const { questions: text } = words.desk;
  const byItem = useMemo(() => new Map(reply.items.map((one) => [one.item, one])), [reply]);
  const shown = shownIn(desk, wanted).flatMap((question) => {
    const counted = question.items.filter((item) => item !== question.otherItem);
    const items = question.kind === 'matrix' ? counted : counted.slice(0, 1);
    const found = items.flatMap((item) => byItem.get(item) ?? []);
    return found.length > 0 ? { question, items: found } : [];
  });
  const gone = reply.items.filter(({ item }) => !item.startsWith('@') && !survey.questionOfItem.has(item));
  const profiles = wanted === '' && survey.typology ? byItem.get(PROFILES) : undefined;
  const ids = [...shown.map(({ question }) => question.id), ...(profiles ? [PROFILES] : [])];
  return (
    <>
      <p role="status" class={shown.length === 0 ? '' : 'said'}>
        {shown.length === 0 ? text.nothingFound : ''}
      </p>
      {ids.length > 1 && <QuestionJump ids={ids} />}
      <div class="questions">
        {shown.map(({ question, items }) => (
          <QuestionCard key={question.id} question={question} items={items} />
        ))}
        {profiles ? (
          <QuestionPart id={PROFILES} title={text.profiles}>
            <BarList of={profiles} bars={barsOf(profiles, offeredIn(survey))} />
            <p class="help">{text.noProfile(words.number(profiles.states.blank ?? 0), profiles.states.blank ?? 0)}</p>
          </QuestionPart>
        ) : null}
      </div>
      {gone.length > 0 ? <p class="help">{text.gone(words.number(gone.length), gone.length)}</p> : null}
    </>
  );
}

function shownIn({ survey, words }: Naming, wanted: string) {
  return survey.questions.filter((question) =>
    isFound(wanted, question, [
      words.of(question.text),
      ...question.items.map((item) => itemName(question, item, words.of)),
      ...question.choices.map(({ label }) => words.of(label)),
    ]),
  );
}

/** Goes to a question. Thirty with all their bars are fifteen screens of a phone, which alone shows this. */
function QuestionJump({ ids }: { readonly ids: readonly string[] }) {
  const { survey, words } = useNaming();
  const { questions: text } = words.desk;
  const questions = survey.sections.flatMap((section) => section.questions).filter(({ id }) => ids.includes(id));
  const options = questions.map(({ id, number, text: asked }) => [id, `${number} · ${words.of(asked)}`] as const);
  const goTo = (id: string) => {
    const head = document.getElementById(headOf(id));
    head?.closest('section')?.scrollIntoView();
    head?.focus({ preventScroll: true });
  };
  return (
    <div class="jump fields screen-only">
      <ChoiceList label={text.jump} value="" options={[['', text.jump], ...options]} onChoose={goTo} />
    </div>
  );
}
