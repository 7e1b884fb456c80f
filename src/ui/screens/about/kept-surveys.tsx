import { useState } from 'preact/hooks';
import { languageFor } from '../../../core/language.ts';
import type { StoreReading } from '../../../device/port/device.ts';
import type { OfflineSurvey } from '../../../device/port/release-worker.ts';
import { fetchJson } from '../../../lazy/fetch-json.ts';
import { Button } from '../../elements/button.tsx';
import { useAsync } from '../../elements/use-async.ts';
import type { Session } from '../../state/session.ts';
import type { Updates } from '../../state/updates.ts';
import type { Words } from '../../words/words.ts';
import type { AboutStrings } from './about-words.ts';

interface KeptSurveysProps {
  readonly session: Session;
  readonly updates: Updates;
  readonly text: AboutStrings;
}

interface SurveyLine extends OfflineSurvey {
  readonly title: string;
  readonly unsent: StoreReading<number>;
}

/** The surveys that open here without a network, each with its size and a way to remove it. */
export function KeptSurveys({ session, updates, text }: KeptSurveysProps) {
  const { survey, words } = session.edition.value;
  const [times, setTimes] = useState(0);
  const [statusText, setStatusText] = useState('');
  const [isOpen, setOpen] = useState(false);
  // Listed again once this page's own survey is kept, and when a response has left.
  const inputs = [updates, session, words, updates.offline.value, session.outbox.value.waiting, times];
  const listed = useAsync(async () => list(await updates.surveys(), session, words), inputs) ?? [];

  async function remove({ id, title }: SurveyLine): Promise<void> {
    // One may have been begun in another tab since.
    const isFree = !reasonIn(await session.device.countUnsent(id), text);
    if (isFree) await updates.remove(id);
    setTimes(times + 1);
    setStatusText(isFree ? text['about.removed'](title) : '');
  }

  const lines = (those: readonly SurveyLine[]) => (
    <ul class="stack">
      {those.map((one) => {
        const reason = reasonIn(one.unsent, text);
        return (
          <li key={one.id} class="stack start" data-survey={one.id}>
            <p id={`kept-${one.id}`}>
              <bdi lang={words.inSurvey?.lang}>{one.title}</bdi> · {sizeIn(one.bytes, words, text)}
            </p>
            {reason ? (
              <p class="aside">{reason}</p>
            ) : (
              <Button
                label={text['about.remove']}
                aria-describedby={`kept-${one.id}`}
                onClick={() => void remove(one)}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
  const others = listed.filter(({ id }) => id !== survey.id);

  if (listed.length === 0 && statusText === '') return null;
  return (
    <section class="stack start" aria-labelledby="kept-surveys" data-kept-surveys>
      <h2 id="kept-surveys">{text['about.surveys']}</h2>
      <p>{text['about.surveys-lead']}</p>
      {lines(listed.filter((one) => !others.includes(one)))}
      {others.length > 0 && (
        // Who looks at this page of one survey need not see which others the owner of the phone has opened.
        <details class="fold" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>{text['about.others'](others.length)}</summary>
          {isOpen && lines(others)}
        </details>
      )}
      <p role="status">{statusText}</p>
    </section>
  );
}

/** Why a survey cannot be removed. As long as the storage does not answer, responses may be there. */
function reasonIn(unsent: StoreReading<number>, text: AboutStrings): string | undefined {
  if (unsent.kind !== 'done') return text['about.remove-unread'];
  return unsent.value === 0 ? undefined : text['about.remove-unsent'](unsent.value);
}

/** Without its title a survey is listed by its id. */
function list(
  kept: readonly OfflineSurvey[],
  { device }: Session,
  { language: shown }: Words,
): Promise<readonly SurveyLine[]> {
  const titleOf = async ({ id, edition, revision, languages }: OfflineSurvey) => {
    const language = languageFor(languages, [shown]);
    return titleIn(await fetchJson(`/surveys/${id}/${edition}/${revision}.${language}.json`)) ?? id;
  };
  const asListed = async (one: OfflineSurvey) => {
    const [title, unsent] = await Promise.all([titleOf(one), device.countUnsent(one.id)]);
    return { ...one, title, unsent };
  };
  return Promise.all(kept.map(asListed));
}

/** A survey file for phones is in one language, and so is its title. */
function titleIn(file: unknown): string | undefined {
  const { title }: { readonly title?: unknown } = Object(file);
  return Object.values(Object(title)).find((text) => typeof text === 'string');
}

/** A survey takes some hundreds of kilobytes. */
function sizeIn(bytes: number, { number }: Words, text: AboutStrings): string {
  return text['about.size'](number(Math.max(1, Math.round(bytes / 1000))));
}
