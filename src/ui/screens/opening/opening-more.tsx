import type { TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import { hrefTo } from '../../address/routes.ts';
import { useAsync } from '../../elements/use-async.ts';
import { usePresentation } from '../../presentation/use-presentation.ts';
import type { Session } from '../../state/session.ts';
import { noticeStrings } from '../../words/notice-words.ts';
import { writeDay } from '../../words/writing.ts';
import styles from './opening-more.module.css';
import '../../elements/parts.css';

interface MoreProps {
  readonly session: Session;
}

/** Over the emblems of the page: a touch of one says its portrait, in the place of the line below. One stop of Tab, with arrow keys inside. */
export function Five({ session }: MoreProps) {
  const { survey, words } = session.edition.value;
  const { aloud } = usePresentation(survey, words.language);
  const [touched, setTouched] = useState<string>();
  const [stop, setStop] = useState(0);
  const profiles = survey.typology?.profiles ?? [];
  const profile = profiles.find(({ id }) => id === touched);
  if (!aloud) return null;
  return (
    <>
      <div
        class={styles.touch}
        role="toolbar"
        aria-label={noticeStrings(words.uiLanguage)['opening.profiles']}
        onKeyDown={moveFocus}
      >
        {profiles.map(({ id, name }, place) => (
          <button
            key={id}
            type="button"
            tabIndex={place === stop ? 0 : -1}
            onFocus={() => setStop(place)}
            aria-pressed={id === touched}
            onClick={() => setTouched(id === touched ? undefined : id)}
          >
            <span class="unseen">{words.of(name)}</span>
          </button>
        ))}
      </div>
      <p role="status" class={styles.portrait} data-emblem={profile?.id} hidden={!profile}>
        {profile && (
          <>
            <b>{words.of(profile.name)}</b> · {aloud.profiles[profile.id]?.[0]?.says}
          </>
        )}
      </p>
    </>
  );
}

/** Arrow keys go from one button of a toolbar to the next, as WAI-ARIA has it. */
function moveFocus({ key, currentTarget }: TargetedKeyboardEvent<HTMLElement>): void {
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  const buttons = [...currentTarget.querySelectorAll('button')];
  const here = buttons.findIndex((one) => one.matches(':focus'));
  if (step !== 0) buttons.at((here + step) % buttons.length)?.focus();
}

/** Until when, and how many have answered where this device knows it. */
export function Dates({ session }: MoreProps) {
  const { survey, words } = session.edition.value;
  const results = useAsync(() => session.device.results.kept(survey.id), [session, survey.id]);
  const text = noticeStrings(words.uiLanguage);
  const last = lastDay(survey);
  const everyone = results?.strata.all;
  if (last === undefined && !everyone) return null;
  return (
    <dl class={`lines ${styles.rows}`} {...words.inUi}>
      {last !== undefined && (
        <div>
          <dt>{text['opening.until']}</dt>
          <dd>{writeDay(last, words, 'with-year')}</dd>
        </div>
      )}
      {everyone && (
        <div>
          <dt>{text['opening.answered']}</dt>
          <dd>{text['opening.answers'](words.number(everyone.n), writeDay(everyone.asOf, words))}</dd>
        </div>
      )}
    </dl>
  );
}

/** In place of the invitation: when the survey opens, or what is left to do once it has ended. */
export function Closed({ session }: MoreProps) {
  const { survey, words } = session.edition.value;
  const text = noticeStrings(words.uiLanguage);
  if (survey.opensOn !== undefined)
    return (
      <p class="closed" {...words.inUi}>
        {text['opening.opens'](writeDay(survey.opensOn, words))}
      </p>
    );
  return (
    <>
      <p class="closed" {...words.inUi}>
        {text['opening.closed-why']}
      </p>
      <a class="primary button" {...words.inUi} href={hrefTo({ screen: 'results' })}>
        {text['opening.see-results']}
      </a>
    </>
  );
}

/** As a time on the last day on which one may begin. */
function lastDay({ closedFrom }: Survey): number | undefined {
  return closedFrom === undefined ? undefined : new Date(`${closedFrom}T12:00`).getTime() - 86_400_000;
}
