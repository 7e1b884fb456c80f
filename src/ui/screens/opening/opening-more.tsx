import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isClosedOn } from '../../../core/survey/closing.ts';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import { reviewedUiLanguage } from '../../../words/languages.ts';
import { CopyButton } from '../../elements/copy-button.tsx';
import { useAsync } from '../../elements/use-async.ts';
import { usePresentation } from '../../presentation/use-presentation.ts';
import type { Session } from '../../state/session.ts';
import { noticeStrings } from '../../words/notice-words.ts';
import { writeDay } from '../../words/writing.ts';
import { otherWays, Ways } from '../dead-end/dead-end.tsx';
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
  const toolbar = useRef<HTMLDivElement>(null);
  // The names came with the page, under the buttons.
  useEffect(() => {
    const names = toolbar.current?.parentElement?.querySelectorAll('li') ?? [];
    for (const [place, name] of [...names].entries()) name.toggleAttribute('data-touched', profiles[place] === profile);
  });
  if (!aloud) return null;
  return (
    <>
      <div
        class={styles.touch}
        ref={toolbar}
        role="toolbar"
        aria-label={noticeStrings(words.uiLanguage)['opening.profiles']}
        onKeyDown={moveFocus}
      >
        {profiles.map(({ id, name }, place) => (
          <button
            key={id}
            type="button"
            data-emblem={id}
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

/** Arrow keys go from one button of a toolbar to the next, as WAI-ARIA has it: to the one that the arrow points at. */
function moveFocus({ key, currentTarget }: TargetedKeyboardEvent<HTMLElement>): void {
  const right = getComputedStyle(currentTarget).direction === 'rtl' ? -1 : 1;
  const step = key === 'ArrowRight' ? right : key === 'ArrowLeft' ? -right : 0;
  const buttons = [...currentTarget.querySelectorAll('button')];
  const here = buttons.findIndex((one) => one.matches(':focus'));
  if (step !== 0) buttons.at((here + step) % buttons.length)?.focus();
}

/** Until when, and how many have answered where this device knows it. */
export function Dates({ session }: MoreProps) {
  const { survey, words } = session.edition.value;
  const results = useAsync(() => session.device.results.kept(survey.id), [session, survey.id]);
  const text = noticeStrings(words.uiLanguage);
  const isClosed = isClosedOn(survey, session.today());
  const last = isClosed ? survey.closedFrom : lastDay(survey);
  const everyone = results?.strata.all;
  if (last === undefined && !everyone) return null;
  return (
    <dl class={`lines ${styles.rows}`} {...words.inUi}>
      {last !== undefined && (
        <div class="row small">
          <dt class="strong">{text[isClosed ? 'opening.closed-since' : 'opening.until']}</dt>
          <dd class="aside">{writeDay(last, words, 'with-year')}</dd>
        </div>
      )}
      {everyone && (
        <div class="row small">
          <dt class="strong">{text['opening.answered']}</dt>
          <dd class="aside">{text['opening.answers'](words.number(everyone.n), writeDay(everyone.asOf, words))}</dd>
        </div>
      )}
    </dl>
  );
}

/** Says what one should know before one begins: that a translation has no reader yet, or that there will be no copy of the answers. */
export function Unreviewed({ session }: MoreProps) {
  const { file, words } = session.edition.value;
  const text = noticeStrings(words.uiLanguage);
  const isReviewed = !file.unreviewed && reviewedUiLanguage([words.uiLanguage]) === words.uiLanguage;
  const notes = [!isReviewed && text['opening.unreviewed'], file.uncopied && text['opening.uncopied']].filter(Boolean);
  return notes.length > 0 ? (
    <p class="aside" {...words.inUi}>
      {notes.join(' · ')}
    </p>
  ) : null;
}

/** In place of the invitation: when the survey opens, or what is left to do once it has ended. */
export function Closed({ session }: MoreProps) {
  const { survey, words } = session.edition.value;
  const text = noticeStrings(words.uiLanguage);
  const [results, ...others] = otherWays(words);
  const { opensOn } = survey;
  return (
    <div class="stack" {...words.inUi}>
      <p class="closed">
        {opensOn ? text['opening.opens'](writeDay(opensOn, words, 'with-year')) : text['opening.closed-why']}
      </p>
      {opensOn ? (
        <CopyButton
          text={location.href}
          label={text['opening.copy']}
          copied={text['opening.copied']}
          refused={text['opening.not-copied']}
        />
      ) : (
        results && (
          <a class="primary button" href={results.href}>
            {text['opening.see-results']}
          </a>
        )
      )}
      <Ways ways={others} />
    </div>
  );
}

/** As a time on the last day on which one may begin. */
function lastDay({ closedFrom }: Survey): number | undefined {
  return closedFrom === undefined ? undefined : new Date(`${closedFrom}T12:00`).getTime() - 86_400_000;
}
