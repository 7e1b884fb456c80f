import { useState } from 'preact/hooks';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import type { Draft } from '../../../device/port/device.ts';
import { Button } from '../../elements/button.tsx';
import type { Session } from '../../state/session.ts';
import { noticeStrings } from '../../words/notice-words.ts';
import type { Words } from '../../words/words.ts';
import { writeDay } from '../../words/writing.ts';
import '../../elements/parts.css';

/** The interviews to resume. */
export function WaitingDrafts({ session }: { readonly session: Session }) {
  const { survey, words } = session.edition.value;
  const drafts = session.drafts.value;
  const text = noticeStrings(words.uiLanguage);
  const [doubted, setDoubted] = useState<string | undefined>();
  return (
    <section {...words.inUi} class="box" aria-labelledby="drafts-title">
      <h2 id="drafts-title">{text[drafts.length > 1 ? 'opening.many-drafts' : 'opening.drafts']}</h2>
      <ul class="stack">
        {drafts.map((draft) => (
          <li key={draft.id} class="stack">
            <p>{whereItStands(draft, survey, words)}</p>
            <Button label={text['opening.resume']} class="primary" onClick={() => void resume(draft, session)} />
            <Button
              label={text[doubted === draft.id ? 'opening.discard-sure' : 'opening.discard']}
              class="quiet"
              onClick={() => (doubted === draft.id ? void session.discard(draft) : setDoubted(draft.id))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Goes on with a draft as it is now: another tab may have gone further since it was listed, or finished it. */
async function resume({ id }: Draft, { drafts, readDrafts, resume }: Session): Promise<void> {
  await readDrafts();
  const draft = drafts.peek().find((one) => one.id === id);
  if (draft) await resume(draft);
}

function whereItStands(draft: Draft, survey: Survey, words: Words): string {
  const day = writeDay(draft.savedAt, words);
  const question = survey.question.get(draft.current);
  const text = noticeStrings(words.uiLanguage);
  return question
    ? text['opening.draft'](question.number, survey.questions.length, day)
    : text['opening.draft-check'](day);
}
