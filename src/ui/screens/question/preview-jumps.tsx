import { useState } from 'preact/hooks';
import { answersLeadingTo } from '../../../core/answering/random-answers.ts';
import type { Answers } from '../../../core/survey/answers.ts';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import { answersOfProfile } from '../../../core/typology/answers-of-profile.ts';
import { loadCode } from '../../../lazy/load-code.ts';
import { dayOf } from '../../../wire/day.ts';
import { toHex, uuidOf } from '../../../wire/hex.ts';
import type { Session } from '../../state/session.ts';
import { previewStrings } from '../../words/preview-words.ts';
import styles from './preview-jumps.module.css';

/** Lists all questions of a draft and the cards of all profiles, each reached with answers that lead there, and its invented results. */
export function PreviewJumps({ session }: { readonly session: Session }) {
  const { survey, words } = session.edition.value;
  const text = previewStrings(words.uiLanguage);
  const [isLost, setIsLost] = useState(false);
  const profiles = survey.typology?.profiles ?? [];
  const jump = async (to: string) => {
    const [kind, id = ''] = to.split(' ');
    if (kind === 'results') session.router.go({ screen: 'results' });
    setIsLost(kind !== 'results' && !(kind === 'question' ? await goTo(session, id) : await showCard(session, id)));
  };
  return (
    <nav aria-label={text.jump} {...words.inUi}>
      <label class={styles.jumps}>
        {text.jump}
        <select
          value=""
          onChange={({ currentTarget }) => {
            const { value } = currentTarget;
            currentTarget.value = '';
            void jump(value);
          }}
        >
          <option value="">{text.choose}</option>
          <optgroup label={text.questions}>
            {survey.questions.map(({ id, number, text: asked }) => (
              <option key={id} value={`question ${id}`} lang={words.language}>
                {number}. {words.of(asked)}
              </option>
            ))}
          </optgroup>
          {profiles.length > 0 ? (
            <optgroup label={text.cards}>
              {profiles.map(({ id, name }) => (
                <option key={id} value={`card ${id}`} lang={words.language}>
                  {words.of(name)}
                </option>
              ))}
            </optgroup>
          ) : null}
          <option value="results">{text.results}</option>
        </select>
        <span role="status">{isLost ? text.unreached : ''}</span>
      </label>
    </nav>
  );
}

async function goTo(session: Session, id: string): Promise<boolean> {
  const { survey } = session.edition.peek();
  const question = survey.question.get(id);
  const answers = question && answersLeadingTo(survey, question, Math.random);
  if (!answers) return false;
  await resumeWith(session, answers, id);
  return true;
}

async function showCard(session: Session, profile: string): Promise<boolean> {
  const { survey } = session.edition.peek();
  const answers = (await isReady(survey)) ? answersOfProfile(survey, profile, Math.random) : undefined;
  if (!answers) return false;
  await resumeWith(session, answers, 'check');
  session.interview.peek()?.finish();
  session.router.go({ screen: 'card' });
  return true;
}

/** Loads the code that computes the profiles of a quiz, which only a quiz needs. */
async function isReady(survey: Survey): Promise<boolean> {
  if (!survey.typology?.affinity || survey.cardFacts) return true;
  const code = await loadCode(() => import('../../../core/typology/affinity.ts'));
  if (code) survey.cardFacts = code.quizFacts;
  return code !== undefined;
}

/** Opens an interview that was answered so far, as one that was left is opened. */
async function resumeWith(session: Session, answers: Answers, current: string): Promise<void> {
  const { survey, words } = session.edition.peek();
  const random = () => crypto.getRandomValues(new Uint8Array(16));
  const draft = {
    id: uuidOf(random()),
    survey: survey.id,
    revision: survey.revision,
    mode: 'self',
    channel: null,
    language: words.language,
    startedOn: dayOf(new Date()),
    seconds: 60,
    answers,
    current,
    furthest: current === 'check' ? (survey.questions.at(-1)?.id ?? null) : current,
    sequence: 0,
    secret: toHex(random()),
    savedAt: Date.now(),
  } as const;
  await session.device.drafts.save(draft);
  await session.resume(draft);
}
