import { missingIn } from '../../dossier/to-settle.ts';
import { Button } from '../../ui/elements/button.tsx';
import { daysAfter } from '../../wire/day.ts';
import { changeReply, type DraftReport } from '../../wire/organiser/survey-reply.ts';
import { ConfirmingForm, useAct } from '../parts/act.tsx';
import { addressTo } from '../parts/desk-address.ts';
import { useSite, useWords } from '../parts/desk-context.ts';
import type { DeskWords } from '../words/desk-words.ts';
import { byCode, settlingText } from '../words/settling-words.ts';
import { ChannelsForm } from './channels-form.tsx';
import { DaysForm, daysIn } from './days-form.tsx';
import { NoticeForm, noticeIn } from './notice-form.tsx';
import { hasPresentation, PresentationForm } from './presentation-form.tsx';
import { modelsIn, SentencesForm } from './sentences-form.tsx';
import { parsed } from './text-list.ts';
import { revisionIn, type SurveyPartProps, type TextsProps } from './use-survey-files.ts';

interface PublishPartProps extends SurveyPartProps, TextsProps {
  readonly title: string;
  readonly isSound: boolean;
  /** The author should see these of the profiles first: nothing waits for them. */
  readonly advice: DraftReport['advice'];
}

/** Shows what the draft lacks before it may go online, and publishes it after showing the effects. */
export function PublishPart(props: PublishPartProps) {
  const { overview, texts, languages, isSound, advice } = props;
  const { words } = useSite();
  const { questionnaires: text } = words.desk;
  const notice = noticeIn(texts);
  // Said, and refused nowhere: only what a file must have is.
  const gaps = notice ? byCode(missingIn(notice)).map((same) => settlingText(same, words).title) : [];
  const channels = notice?.channels?.length ?? 0;
  const lastDay = lastDayOf(props);
  const isFirst = overview.state === 'draft';
  const { opensOn } = daysIn(revisionIn(texts));
  const models = modelsIn(texts, languages).length;
  const isReady =
    isSound &&
    models === 0 &&
    notice !== undefined &&
    channels > 0 &&
    (!isFirst || (lastDay !== undefined && hasPresentation(texts)));
  return (
    <section class="before" aria-labelledby="before">
      <h2 id="before">{text.before}</h2>
      <ul class="checks lines">
        <Check isDone={isSound}>
          {isSound ? (
            text.sound
          ) : (
            <a href={addressTo('survey', { s: overview.survey, part: 'report' })}>{text.checks.faulty}</a>
          )}
        </Check>
        {models === 0 ? null : (
          <Check isDone={false}>
            {text.sentences.count(models)}
            <SentencesForm texts={texts} languages={languages} />
          </Check>
        )}
        <Check isDone={notice !== undefined && gaps.length === 0}>
          {notice ? text.places.notice : isFirst ? null : text.checks.noNotice}
          {gaps.length > 0 ? <p class="fault">{gaps.join(' · ')}</p> : null}
          {isFirst ? <NoticeForm texts={texts} languages={languages} /> : null}
        </Check>
        <Check isDone={channels > 0}>
          {channels === 0 ? text.checks.noChannels : isFirst ? null : text.checks.channels(channels)}
          {isFirst ? <ChannelsForm texts={texts} languages={languages} /> : null}
        </Check>
        {isFirst ? (
          <Check isDone={hasPresentation(texts)}>
            {hasPresentation(texts) ? text.places.presentation : null}
            <PresentationForm texts={texts} languages={languages} />
          </Check>
        ) : null}
        {isFirst || lastDay !== undefined ? (
          <Check isDone={lastDay !== undefined}>
            {isFirst && opensOn !== undefined ? <span>{text.checks.opening(words.date(opensOn))}</span> : null}
            {lastDay === undefined ? null : text.checks.closing(words.date(lastDay))}
            {isFirst ? <DaysForm texts={texts} /> : null}
          </Check>
        ) : null}
      </ul>
      {advice.length > 0 ? (
        <details>
          <summary>{text.checks.advice(advice.length)}</summary>
          <ul class="points">
            {advice.map((says) => (
              <li key={says.en}>{words.of(says)}</li>
            ))}
          </ul>
          <a href={addressTo('survey', { s: overview.survey, part: 'profiles' })}>{text.places.typology}</a>
        </details>
      ) : null}
      {isReady ? <Publishing {...props} lastDay={lastDay} /> : <p class="help">{text.remains}</p>}
    </section>
  );
}

/** The last day once this is published. What was decided since holds where the draft keeps the day of the published file. */
function lastDayOf({ overview: { state, revision, closedFrom }, texts }: PublishPartProps): string | undefined {
  const { lastDay } = daysIn(revisionIn(texts));
  const before = daysIn(Object(parsed(texts.files.get(`${revision}.json`))));
  if (state === 'draft' || lastDay !== before.lastDay) return lastDay;
  return closedFrom === null ? undefined : daysAfter(closedFrom, -1);
}

function Check({ isDone, children }: { readonly isDone: boolean; readonly children: preact.ComponentChildren }) {
  const { questionnaires: text } = useWords().desk;
  return (
    <li class={isDone ? 'is-done' : ''}>
      <span class="tick" role="img" aria-label={isDone ? text.done : text.toDo}>
        {isDone ? '✓' : '○'}
      </span>
      <div class="stack">{children}</div>
    </li>
  );
}

function Publishing(props: PublishPartProps & { readonly lastDay: string | undefined }) {
  const { overview, title, onChange } = props;
  const { client, words, me } = useSite();
  const { questionnaires: text } = words.desk;
  const ask = async (dryRun: boolean) => {
    await overview.follows.writing;
    const path = `/api/organiser/surveys/${overview.survey}/publish`;
    const change = { body: { dryRun, listed: overview.listed }, version: overview.follows.current };
    return client.change('POST', path, change, changeReply);
  };
  const act = useAct({ preview: () => ask(true), act: () => ask(false), onDone: onChange });
  const today = words.date(me.today);
  if (act.isOpen)
    return (
      <ConfirmingForm
        act={act}
        title={text.wouldHappen(title)}
        effects={act.preview && [text.notYet, ...effectsOf(props, words)]}
        confirm={text.confirmPublish}
      />
    );
  const { state, draftRevision } = overview;
  const label = state === 'draft' ? text.publish(today) : text.publishRevision(draftRevision ?? 1, today);
  return <Button label={label} class="primary" onClick={act.begin} />;
}

function effectsOf(
  { overview, texts, languages, lastDay }: PublishPartProps & { readonly lastDay: string | undefined },
  words: DeskWords,
): readonly string[] {
  const { checks, effects, questions: counted } = words.desk.questionnaires;
  const { opensOn } = daysIn(revisionIn(texts));
  const isFirst = overview.state === 'draft';
  const notice = noticeIn(texts);
  const controller: Readonly<Record<string, string>> = Object(notice?.controller);
  return [
    effects.online(publicAddress(overview.survey)),
    effects.questions(counted(overview.questions), languages.map((one) => words.languageName(one)).join(', ')),
    ...(isFirst && opensOn !== undefined ? [effects.opening(words.date(opensOn))] : []),
    ...(lastDay === undefined ? [] : [checks.closing(words.date(lastDay))]),
    effects.notice(words.of(controller).split('\n')[0] ?? ''),
    effects.channels((notice?.channels ?? []).map(({ label }) => words.of(label)).join(', ')),
    ...(isFirst ? [opensOn === undefined ? effects.trial : effects.trialUntilOpening, effects.back] : [effects.same]),
  ];
}

/** The address that respondents open. */
export function publicAddress(survey: string): string {
  return `${location.origin}/?s=${survey}`;
}
