import { useRef, useState } from 'preact/hooks';
import { type DecisionEffect, decisionReply } from '../../wire/organiser/organiser-reply.ts';
import type { Called } from '../calls/desk-client.ts';
import { useStatusText } from '../calls/use-status-text.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { type Desk, useDesk } from '../parts/desk-context.ts';
import { StatusNote } from '../parts/status-note.tsx';
import { TwoSteps } from '../parts/two-steps.tsx';

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
  const desk = useDesk();
  const { label, name, days, dayFirst } = props;
  const { words } = desk;
  const { conducting: text } = words.desk;
  const { isOpen, given, effects, failed, statusText, begin, change, confirm, end } = useDecision(props);
  return (
    <div>
      {isOpen ? (
        <TwoSteps
          title={!effects && (failed || dayFirst) ? label.replace(/…$/, '') : text.willHappen}
          isRefused={failed !== undefined && effects === undefined}
          effects={effects?.map((effect) => effectWords(effect, desk))}
          confirm={confirmWords(props, words, effects)}
          cancel={text.cancel}
          onConfirm={() => void confirm()}
          onCancel={end}
        >
          {days.length > 0 && <DayFields {...props} given={given} effects={effects} onChange={change} />}
          {days.includes('finalOn') ? <p class="help">{dayFirst?.help ?? text.finalDayHelp}</p> : null}
          {failed ? <CallFailure called={failed} /> : null}
        </TwoSteps>
      ) : (
        <button type="button" class="secondary" aria-label={name} onClick={() => void begin()}>
          {label}
        </button>
      )}
      <StatusNote text={statusText} />
    </div>
  );
}

/** What was asked and answered of a decision, from its button to its confirmation. */
function useDecision({ call, also, dayFirst, onDone }: DecisionFormProps) {
  const { client, survey, words } = useDesk();
  const [isOpen, setIsOpen] = useState(false);
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  const [effects, setEffects] = useState<readonly DecisionEffect[]>();
  const [failed, setFailed] = useState<Exclude<Called<unknown>, { kind: 'ok' }>>();
  const [statusText, setStatusText] = useStatusText(client);

  const turns = useRef(0);

  const ask = async (days: Readonly<Record<string, string>>, dryRun: boolean) => {
    const called = await client.post(
      `/api/organiser/${call}`,
      { survey: survey.id, dryRun, ...also, ...days },
      decisionReply,
    );
    setFailed(called.kind === 'ok' ? undefined : called);
    return called.kind === 'ok' ? called.value.effects : undefined;
  };
  const preview = async (days: Readonly<Record<string, string>>) => {
    const turn = ++turns.current;
    const isUnset = dayFirst !== undefined && Object.keys(days).length === 0;
    if (isUnset) setFailed(undefined);
    const next = isUnset ? undefined : await ask(days, true);
    // A reply that comes after another day was set is of no day that is shown.
    if (turn === turns.current) setEffects(next);
  };
  const begin = async () => {
    setStatusText('');
    setIsOpen(true);
    await preview(given);
  };
  const change = async (name: string, value: string) => {
    const { [name]: _, ...others } = given;
    const next = value === '' ? others : { ...others, [name]: value };
    setGiven(next);
    await preview(next);
  };
  const end = () => {
    turns.current++;
    setIsOpen(false);
    setEffects(undefined);
    setFailed(undefined);
    setGiven({});
  };
  const confirm = async () => {
    if (!effects || !(await ask(given, false))) return;
    end();
    setStatusText(words.desk.conducting.done);
    onDone();
  };
  return { isOpen, given, effects, failed, statusText, begin, change, confirm, end };
}

interface DayFieldsProps extends Pick<DecisionFormProps, 'days' | 'today' | 'dayFirst'> {
  readonly given: Readonly<Record<string, string>>;
  readonly effects: readonly DecisionEffect[] | undefined;
  readonly onChange: (name: string, value: string) => Promise<void>;
}

function DayFields({ days, today, dayFirst, given, effects, onChange }: DayFieldsProps) {
  const { conducting: text } = useDesk().words.desk;
  const names = { lastDay: text.lastDay, finalOn: text.finalDay };
  return (
    <div class="fields">
      {days.map((name) => (
        <label key={name}>
          {names[name]}
          <input
            type="date"
            min={dayFirst?.from ?? today}
            value={given[name] ?? effects?.find(({ effect }) => effect === SHOWS[name])?.day ?? ''}
            onChange={(event) => void onChange(name, event.currentTarget.value)}
          />
        </label>
      ))}
    </div>
  );
}

/** The effect that says which day holds while none is set. */
const SHOWS = { lastDay: 'begin-until', finalOn: 'final-on' } as const;

/** The effect whose day is on the button that confirms. */
const DAY_OF = { close: 'begin-until', final: 'final-on', publish: 'drawn-on' } as const;

/** A verb and a day: what is done by this button can be read on it. */
function confirmWords(
  { call, label }: DecisionFormProps,
  words: Desk['words'],
  effects: readonly DecisionEffect[] | undefined,
) {
  const { confirmOn } = words.desk.conducting;
  if (call !== 'reopen' && call !== 'crossing') {
    const day = effects?.find(({ effect }) => effect === DAY_OF[call])?.day;
    if (day !== undefined) return confirmOn[call](words.date(day));
  }
  return label.replace(/…$/, '');
}

function effectWords({ effect, day, count }: DecisionEffect, { words }: Desk): string {
  const told = day === undefined ? words.number(count ?? 0) : words.date(day);
  return words.desk.conducting.effects[effect]?.(told) ?? effect;
}
