import { useRef, useState } from 'preact/hooks';
import { doneReply, type InvitationRow } from '../../wire/organiser/organiser-reply.ts';
import type { Called } from '../calls/desk-client.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { channelLabel, may, useDesk } from '../parts/desk-context.ts';
import { TwoSteps } from '../parts/two-steps.tsx';
import { HomeFold } from './home-fold.tsx';

interface InvitationsProps {
  readonly today: string;
  readonly invited: readonly InvitationRow[];
  readonly onChange: () => void;
}

/** How many were invited, as the organiser states it: nothing here can know. */
export function Invitations({ today, invited, onChange }: InvitationsProps) {
  const desk = useDesk();
  const { client, survey, words } = desk;
  const { participation: text } = words.desk;
  const [failed, setFailed] = useState<Exclude<Called<unknown>, { kind: 'ok' }>>();
  const [removed, setRemoved] = useState<number>();
  const gone = removed === undefined ? undefined : invited[removed];
  if (invited.length === 0 && !may(desk, 'decide')) return null;

  const state = async (all: readonly InvitationRow[]) => {
    const called = await client.post('/api/organiser/invited', { survey: survey.id, invited: all }, doneReply);
    setFailed(called.kind === 'ok' ? undefined : called);
    if (called.kind === 'ok') onChange();
    return called.kind === 'ok';
  };
  const people = invited.reduce((sum, one) => sum + one.people, 0);
  const nameOf = (one: string | null) => (one === null ? text.allChannels : channelLabel(desk, one));
  return (
    <HomeFold
      id="invitations"
      title={text.stateInvitations}
      digest={people > 0 ? text.invitedSoFar(words.number(people)) : ''}
      class={invited.length === 0 ? 'screen-only' : undefined}
    >
      <p class="help">{text.statedInPublic}</p>
      <ul class="stack">
        {invited.map((one, place) => (
          <li key={`${one.on}/${one.channel}/${place}`} class="row">
            {text.invitationLine(words.number(one.people), words.date(one.on), nameOf(one.channel))}
            {may(desk, 'decide') ? (
              <button
                type="button"
                class="quiet"
                aria-label={text.remove(words.date(one.on))}
                onClick={() => setRemoved(place)}
              >
                ✕
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {gone && removed !== undefined ? (
        <TwoSteps
          title={text.remove(words.date(gone.on))}
          effects={[text.invitationLine(words.number(gone.people), words.date(gone.on), nameOf(gone.channel))]}
          confirm={text.remove(words.date(gone.on))}
          cancel={words.desk.conducting.cancel}
          onConfirm={() => {
            setRemoved(undefined);
            void state(invited.filter((_, index) => index !== removed));
          }}
          onCancel={() => setRemoved(undefined)}
        />
      ) : null}
      {may(desk, 'decide') ? <AddForm today={today} onAdd={(one) => state([...invited, one])} /> : null}
      {failed ? <CallFailure called={failed} /> : null}
    </HomeFold>
  );
}

interface AddFormProps {
  readonly today: string;
  /** True when the service has taken it. */
  readonly onAdd: (invitation: InvitationRow) => Promise<boolean>;
}

function AddForm({ today, onAdd }: AddFormProps) {
  const desk = useDesk();
  const { survey, words } = desk;
  const { participation: text } = words.desk;
  const day = useRef<HTMLInputElement>(null);
  const people = useRef<HTMLInputElement>(null);
  const channel = useRef<HTMLSelectElement>(null);
  const [fault, setFault] = useState<'day' | 'people'>();
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    const count = Number(people.current?.value);
    const on = day.current?.value ?? '';
    const wrong = on === '' ? 'day' : Number.isSafeInteger(count) && count > 0 ? undefined : 'people';
    setFault(wrong);
    if (wrong) return (wrong === 'day' ? day : people).current?.focus();
    const isAdded = await onAdd({ on, people: count, channel: channel.current?.value || null });
    if (isAdded && people.current) people.current.value = '';
  };
  return (
    <form class="fields" onSubmit={add} noValidate>
      <label>
        {text.invitedOn}
        <input ref={day} type="date" defaultValue={today} aria-invalid={fault === 'day'} />
      </label>
      <label>
        {text.invitedPeople}
        <input ref={people} type="text" inputMode="numeric" aria-invalid={fault === 'people'} />
      </label>
      <label>
        {text.invitedChannel}
        <select ref={channel}>
          <option value="">{text.allChannels}</option>
          {(survey.notice?.channels ?? []).map(({ id }) => (
            <option key={id} value={id}>
              {channelLabel(desk, id)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="secondary">
        {text.add}
      </button>
      {fault ? (
        <p role="alert" class="fault">
          {fault === 'day' ? text.invalidDay : text.invalidPeople}
        </p>
      ) : null}
    </form>
  );
}
