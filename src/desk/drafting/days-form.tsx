import { daysAfter } from '../../wire/day.ts';
import { FoldedForm } from '../parts/data-form.tsx';
import { useSite } from '../parts/desk-context.ts';
import type { FieldValues } from '../parts/fields.tsx';
import { writtenJson } from './text-list.ts';
import { currentRevision, revisionIn, type SurveyTexts } from './use-survey-files.ts';

/** The first and the last day on which one may begin, kept in the revision's file until it is published. */
export function DaysForm({ texts }: { readonly texts: SurveyTexts }) {
  const { words, me } = useSite();
  const { questionnaires: text } = words.desk;
  const before = daysIn(revisionIn(texts));
  const isPast = (day: string) => day !== '' && day < me.today;
  const save = ({ first, last = '' }: FieldValues) => {
    const { opensOn: _, ...revision } = revisionIn(texts);
    const days = { ...(first && { opensOn: first }), closedFrom: daysAfter(last, 1) };
    return texts.save(`${currentRevision(texts.files.keys())}.json`, writtenJson({ ...revision, ...days }));
  };
  return (
    <FoldedForm
      open={text.setDays}
      class="fields"
      fields={[
        {
          name: 'first',
          label: text.openDay,
          type: 'date',
          min: me.today,
          value: before.opensOn,
          help: text.openDayHelp,
          fault: (first, { last = '' }) =>
            isPast(first) ? text.dayPast : last !== '' && first > last ? text.daysOrder : undefined,
        },
        {
          name: 'last',
          label: text.lastDay,
          type: 'date',
          min: me.today,
          value: before.lastDay,
          fault: (last) => (last === '' ? text.missing : isPast(last) ? text.dayPast : undefined),
        },
      ]}
      submit={text.keepInDraft}
      save={save}
    />
  );
}

/** The days that the file of a revision sets, the first and the last on which one may begin. */
export function daysIn({ opensOn, closedFrom }: Readonly<Record<string, unknown>>) {
  const isDay = (one: unknown): one is string => typeof one === 'string' && /^\d{4}-\d\d-\d\d$/.test(one);
  return {
    opensOn: isDay(opensOn) ? opensOn : undefined,
    lastDay: isDay(closedFrom) ? daysAfter(closedFrom, -1) : undefined,
  };
}
