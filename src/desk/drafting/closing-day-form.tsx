import { useState } from 'preact/hooks';
import { daysAfter } from '../../wire/day.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import type { SiteDesk } from '../parts/desk-context.ts';
import { parsed, writtenJson } from './text-list.ts';
import { currentRevision, type SurveyTexts } from './use-survey-files.ts';

interface ClosingDayFormProps {
  readonly desk: SiteDesk;
  readonly texts: SurveyTexts;
}

/** The last day on which one may begin, kept in the revision's file until it is published. */
export function ClosingDayForm({ desk, texts }: ClosingDayFormProps) {
  const { words, me } = desk;
  const { questionnaires: text } = words.desk;
  const [isOpen, setIsOpen] = useState(false);
  const [day, setDay] = useState(lastDayIn(texts) ?? '');
  const [fault, setFault] = useState('');
  const [failed, setFailed] = useState<Parameters<typeof CallFailure>[0]['called']>();
  if (!isOpen)
    return (
      <button type="button" class="secondary" onClick={() => setIsOpen(true)}>
        {text.setClosing}
      </button>
    );
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (day === '') return setFault(text.missing);
    if (day < me.today) return setFault(text.dayPast);
    const path = `${currentRevision(texts.files.keys())}.json`;
    const revision = parsed(texts.files.get(path));
    const called = await texts.save(path, writtenJson({ ...Object(revision), closedFrom: daysAfter(day, 1) }));
    if (called.kind !== 'ok') return setFailed(called);
    setFailed(undefined);
    setIsOpen(false);
  };
  return (
    <form class="fields" onSubmit={(event) => void submit(event)} noValidate>
      <label>
        {text.lastDay}
        <input type="date" min={me.today} value={day} onInput={({ currentTarget }) => setDay(currentTarget.value)} />
      </label>
      {fault ? <p class="fault">{fault}</p> : null}
      {failed ? <CallFailure called={failed} words={words} /> : null}
      <div class="row">
        <button type="submit" class="primary">
          {text.keepDay}
        </button>
        <button type="button" class="secondary" onClick={() => setIsOpen(false)}>
          {text.cancel}
        </button>
      </div>
    </form>
  );
}

/** The last day that the current revision's file sets. */
export function lastDayIn({ files }: Pick<SurveyTexts, 'files'>): string | undefined {
  const read = parsed(files.get(`${currentRevision(files.keys())}.json`));
  const { closedFrom } = Object(read) as { readonly closedFrom?: unknown };
  return typeof closedFrom === 'string' && /^\d{4}-\d\d-\d\d$/.test(closedFrom) ? daysAfter(closedFrom, -1) : undefined;
}
