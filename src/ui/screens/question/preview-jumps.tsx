import { useEffect, useState } from 'preact/hooks';
import { answersLeadingTo } from '../../../core/answering/random-answers.ts';
import type { Answers } from '../../../core/survey/answers.ts';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import { answersOfProfile } from '../../../core/typology/answers-of-profile.ts';
import { loadCode } from '../../../lazy/load-code.ts';
import { dayOf } from '../../../wire/day.ts';
import { toHex, uuidOf } from '../../../wire/hex.ts';
import { OPENING } from '../../address/routes.ts';
import { hasKeys } from '../../address/survey-object.ts';
import type { Session } from '../../state/session.ts';
import { previewStrings } from '../../words/preview-words.ts';
import styles from './preview-jumps.module.css';

/** Lists all questions of a draft and the cards of all profiles, each reached with answers that lead there, and its invented results. */
export function PreviewJumps({ session }: { readonly session: Session }) {
  const { survey, words } = session.edition.value;
  const text = previewStrings(words.uiLanguage);
  const [lost, setLost] = useState('');
  const profiles = survey.typology?.profiles ?? [];
  useEffect(() => {
    if (window.parent === window) return;
    const { focus } = HTMLElement.prototype;
    // A heading must not take the focus out of the field of the desk in which somebody writes.
    HTMLElement.prototype.focus = function (options) {
      if (document.hasFocus()) focus.call(this, options);
    };
    let last = '';
    // The desk names the question that is changed there, and the text that has its focus.
    const listen = ({ source, origin, data }: MessageEvent<unknown>) => {
      if (source !== window.parent || origin !== location.origin || !hasKeys<{ at: string; lit: string }>(data, 'at'))
        return;
      const { at, lit } = data;
      if (at !== last) void goTo(session, at);
      last = at;
      for (const one of document.querySelectorAll<HTMLElement>('main h1, main p, main label'))
        one.style.outline =
          lit !== '' && one.textContent?.replace(/\s+/g, ' ').trim() === lit ? '3px solid var(--accent)' : '';
    };
    addEventListener('message', listen);
    window.parent.postMessage('place-wanted', location.origin);
    return () => removeEventListener('message', listen);
  }, [session]);
  const jump = async (to: string) => {
    const [kind, id = ''] = to.split(' ');
    if (kind === 'results') session.router.go({ screen: 'results' });
    if (kind === 'question') return setLost((await goTo(session, id)) ? '' : text.unreached);
    const beside = kind === 'card' ? await showCard(session, id) : undefined;
    if (!beside) return setLost('');
    // The card of another profile must not be below what is said of this one.
    session.router.go(OPENING);
    const nameOf = (profile: string) => words.of(profiles.find((one) => one.id === profile)?.name ?? {});
    const others = beside.map(nameOf).join(', ');
    setLost(others ? text.beside(nameOf(id), others) : text['no-card'](nameOf(id)));
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
        <span role="status" class="strong">
          {lost}
        </span>
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

/** Returns nothing once the card is shown; otherwise the profiles that come with this one, which never comes alone. */
async function showCard(session: Session, profile: string): Promise<readonly string[] | undefined> {
  const { survey } = session.edition.peek();
  if (!(await isReady(survey))) return [];
  const { answers, beside } = answersOfProfile(survey, profile, Math.random);
  if (!answers) return beside;
  await resumeWith(session, answers, 'check');
  session.interview.peek()?.finish();
  session.router.go({ screen: 'card' });
  return undefined;
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
