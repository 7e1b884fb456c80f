import { useMemo, useState } from 'preact/hooks';
import type { QuestionsReply } from '../../wire/organiser/organiser-reply.ts';
import { type Naming, offeredIn } from '../crossing/item-words.ts';
import { useNaming } from '../crossing/use-naming.tsx';
import { itemName } from '../parts/item-name.ts';
import { useMedia } from '../parts/use-media.ts';
import { BarList } from './bar-list.tsx';
import { barsOf, isFound, leadOf } from './question-bars.ts';
import { QuestionCard } from './question-card.tsx';
import { QuestionJump } from './question-jump.tsx';
import { QuestionPart } from './question-part.tsx';

/** Thirty questions with all their bars are fifteen screens of a phone: there each is a line until it is opened. Paper has them whole. */
const FOLDED = 'screen and (max-width: 47.99rem), screen and (max-height: 30rem)';
const PROFILES = '@profile';

interface QuestionListProps {
  readonly told: QuestionsReply;
  /** Words to search for; all questions are shown when it is empty. */
  readonly wanted: string;
}

/** The questions that contain what is searched for, and the profiles. */
export function QuestionList({ told, wanted }: QuestionListProps) {
  const desk = useNaming();
  const { survey, words } = desk;
  const { questions: text } = words.desk;
  const isSmall = useMedia(FOLDED);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const byItem = useMemo(() => new Map(told.items.map((one) => [one.item, one])), [told]);
  const shown = shownIn(desk, wanted).flatMap((question) => {
    const counted = question.items.filter((item) => item !== question.otherItem);
    const items = question.kind === 'matrix' ? counted : counted.slice(0, 1);
    const found = items.flatMap((item) => byItem.get(item) ?? []);
    return found.length > 0 ? { question, items: found } : [];
  });
  const gone = told.items.filter(({ item }) => !item.startsWith('@') && !survey.questionOfItem.has(item));
  const profiles = wanted === '' && survey.typology ? byItem.get(PROFILES) : undefined;
  // The only one that is found is read at once.
  const isFolding = isSmall && shown.length > 1;
  const ids = [...shown.map(({ question }) => question.id), ...(profiles ? [PROFILES] : [])];
  const fold = (id: string) => {
    if (!isFolding) return undefined;
    const isOpen = opened.has(id);
    return {
      isOpen,
      onToggle: () => setOpened(new Set(isOpen ? [...opened].filter((one) => one !== id) : [...opened, id])),
    };
  };
  return (
    <>
      <p role="status" class={shown.length === 0 ? '' : 'said'}>
        {shown.length === 0 ? text.nothingFound : ''}
      </p>
      {isFolding ? <QuestionJump ids={ids} opened={opened} onOpen={setOpened} /> : null}
      <div class="questions" data-folding={isFolding}>
        {shown.map(({ question, items }) => (
          <QuestionCard key={question.id} question={question} items={items} fold={fold(question.id)} />
        ))}
        {profiles ? (
          <QuestionPart
            id={PROFILES}
            title={text.profiles}
            lead={leadOf([profiles], offeredIn(survey))}
            fold={fold(PROFILES)}
          >
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
