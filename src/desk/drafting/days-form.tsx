import { useState } from 'preact/hooks';
import { daysAfter } from '../../wire/day.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';
import { parsed, writtenJson } from './text-list.ts';
import { currentRevision, type SurveyTexts } from './use-survey-files.ts';

/** The first and the last day on which one may begin, kept in the revision's file until it is published. */
export function DaysForm({ texts }: { readonly texts: SurveyTexts }) {
  const { words, me } = useSite();
  const { questionnaires: text } = words.desk;
  const before = setDaysIn(texts);
  const [isOpen, setIsOpen] = useState(false);
  const [first, setFirst] = useState(before.opensOn ?? '');
  const [last, setLast] = useState(before.lastDay ?? '');
  const [fault, setFault] = useState('');
  const [failed, setFailed] = useState<Parameters<typeof CallFailure>[0]['called']>();
  if (!isOpen)
    return (
      <button type="button" class="secondary" onClick={() => setIsOpen(true)}>
        {text.setDays}
      </button>
    );
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (last === '') return setFault(text.missing);
    if (last < me.today || (first !== '' && first < me.today)) return setFault(text.dayPast);
    if (first > last) return setFault(text.daysOrder);
    const path = `${currentRevision(texts.files.keys())}.json`;
    const { opensOn: _, ...revision } = Object(parsed(texts.files.get(path)));
    const days = { ...(first !== '' && { opensOn: first }), closedFrom: daysAfter(last, 1) };
    const called = await texts.save(path, writtenJson({ ...revision, ...days }));
    if (called.kind !== 'ok') return setFailed(called);
    setFailed(undefined);
    setIsOpen(false);
  };
  return (
    <form class="fields" onSubmit={(event) => void submit(event)} noValidate>
      <label>
        {text.openDay}
        <input
          type="date"
          min={me.today}
          value={first}
          onInput={({ currentTarget }) => setFirst(currentTarget.value)}
        />
        <span class="help">{text.openDayHelp}</span>
      </label>
      <label>
        {text.lastDay}
        <input type="date" min={me.today} value={last} onInput={({ currentTarget }) => setLast(currentTarget.value)} />
      </label>
      {fault ? <p class="fault">{fault}</p> : null}
      {failed ? <CallFailure called={failed} /> : null}
      <div class="row">
        <button type="submit" class="primary">
          {text.keepDays}
        </button>
        <button type="button" class="secondary" onClick={() => setIsOpen(false)}>
          {text.cancel}
        </button>
      </div>
    </form>
  );
}

interface SetDays {
  readonly opensOn: string | undefined;
  /** The last day on which one may begin. */
  readonly lastDay: string | undefined;
}

/** The days that the current revision's file sets. */
export function setDaysIn({ files }: Pick<SurveyTexts, 'files'>): SetDays {
  const read = parsed(files.get(`${currentRevision(files.keys())}.json`));
  const { opensOn, closedFrom } = Object(read) as Readonly<Record<string, unknown>>;
  const isDay = (one: unknown): one is string => typeof one === 'string' && /^\d{4}-\d\d-\d\d$/.test(one);
  return {
    opensOn: isDay(opensOn) ? opensOn : undefined,
    lastDay: isDay(closedFrom) ? daysAfter(closedFrom, -1) : undefined,
  };
}
