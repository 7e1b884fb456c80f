import { Button } from '../../ui/elements/button.tsx';
import { type DecisionEffect, decisionReply } from '../../wire/organiser/organiser-reply.ts';
import { ConfirmingForm, useAct } from '../parts/act.tsx';
import { useDesk } from '../parts/desk-context.ts';
import type { FieldValues } from '../parts/fields.tsx';
import { StatusNote, useStatusText } from '../parts/status-note.tsx';
import { type DeskWords, wordFor } from '../words/desk-words.ts';
import { lastCountedDay } from './last-day.ts';
import { LastDayNotice } from './last-day-notice.tsx';

interface DecisionFormProps {
  readonly call: 'close' | 'reopen' | 'final' | 'publish' | 'crossing';
  /** Fields that are sent with the call, besides days. */
  readonly also?: Readonly<Record<string, string>>;
  readonly label: string;
  /** Where several have the same label. */
  readonly name?: string;
  /** The days that may be set, by their names on the wire. */
  readonly days: readonly ('lastDay' | 'finalOn')[];
  readonly today: string;
  /** Where the service can say nothing before a day is set: the first day that it takes, and what is to be known about it. */
  readonly dayFirst?: { readonly from: string; readonly help: string };
  readonly onDone: () => void;
}

/** A decision: the service says what will happen, and it happens when that is confirmed. */
export function DecisionForm(props: DecisionFormProps) {
  const { call, also, label, name, days, today, dayFirst, onDone } = props;
  const { client, survey, words } = useDesk();
  const { conducting: text } = words.desk;
  const [statusText, setStatusText] = useStatusText();
  const ask = (typed: FieldValues, dryRun: boolean) =>
    client.post(`/api/organiser/${call}`, { survey: survey.id, dryRun, ...also, ...typed }, decisionReply);
  const names = { lastDay: text.lastDay, finalOn: text.finalDay };
  const act = useAct({
    preview: (typed) => (dayFirst && Object.keys({ ...also, ...typed }).length === 0 ? undefined : ask(typed, true)),
    act: (typed) => ask(typed, false),
    fields: (preview) => [
      ...days.map((day) => ({
        name: day,
        label: names[day],
        type: 'date' as const,
        min: dayFirst?.from ?? today,
        value: preview?.effects.find(({ effect }) => effect === SHOWS[day])?.day,
      })),
      ...(call === 'publish' ? [{ name: 'reason', label: text.reason, maxLength: 200 }] : []),
    ],
    onDone() {
      setStatusText(text.done);
      onDone();
    },
  });
  const effects = act.preview?.effects;
  const finalOn = effects?.find(({ effect }) => effect === SHOWS.finalOn)?.day ?? null;
  const lastDay = lastCountedDay({ today, finalOn, isFinalMade: false });
  return (
    <div>
      {act.isOpen ? (
        <ConfirmingForm
          act={act}
          title={!effects && (act.failed || dayFirst) ? label.replace(/…$/, '') : text.willHappen}
          effects={effects?.map((effect) => effectText(effect, words))}
          confirm={confirmText(props, words, effects)}
        >
          {days.includes('finalOn') ? <p class="help">{dayFirst?.help ?? text.finalDayHelp}</p> : null}
          {lastDay ? <LastDayNotice day={lastDay} today={today} /> : null}
        </ConfirmingForm>
      ) : (
        <Button
          label={label}
          aria-label={name}
          onClick={() => {
            setStatusText('');
            act.begin();
          }}
        />
      )}
      <StatusNote text={statusText} />
    </div>
  );
}

/** The effect that says which day holds while none is set. */
const SHOWS = { lastDay: 'begin-until', finalOn: 'final-on' } as const;

/** The effect whose day is on the button that confirms. */
const DAY_OF = { close: 'begin-until', final: 'final-on', publish: 'drawn-on' } as const;

/** Returns a verb and a day: what is done by this button can be read on it. */
function confirmText(
  { call, label }: DecisionFormProps,
  words: DeskWords,
  effects: readonly DecisionEffect[] | undefined,
): string {
  const { confirmOn } = words.desk.conducting;
  if (call !== 'reopen' && call !== 'crossing') {
    const day = effects?.find(({ effect }) => effect === DAY_OF[call])?.day;
    if (day !== undefined) return confirmOn[call](words.date(day));
  }
  return label.replace(/…$/, '');
}

export function effectText({ effect, day, count }: DecisionEffect, words: DeskWords): string {
  const text = wordFor(words.desk.conducting.effects, effect) ?? effect;
  if (typeof text === 'string') return text;
  return text(day === undefined ? words.number(count ?? 0) : words.date(day));
}
