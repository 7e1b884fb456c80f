import { useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import { doneReply, type InvitationRow } from '../../wire/organiser/organiser-reply.ts';
import type { Called } from '../calls/desk-client.ts';
import { ConfirmingForm, useAct } from '../parts/act.tsx';
import { DataForm } from '../parts/data-form.tsx';
import { channelLabel, may, useDesk } from '../parts/desk-context.ts';
import { missing } from '../parts/fields.tsx';
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
  const [removed, setRemoved] = useState(0);
  const gone = invited[removed];
  const state = (all: readonly InvitationRow[]) =>
    client.post('/api/organiser/invited', { survey: survey.id, invited: all }, doneReply);
  const removal = useAct({ act: () => state(invited.filter((one) => one !== gone)), onDone: onChange });
  if (invited.length === 0 && !may(desk, 'decide')) return null;
  const people = invited.reduce((sum, one) => sum + one.people, 0);
  const nameOf = (one: string | null) => (one === null ? text.allChannels : channelLabel(desk, one));
  const lineOf = (one: InvitationRow) =>
    text.invitationLine(words.number(one.people), words.date(one.on), nameOf(one.channel));
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
            {lineOf(one)}
            {may(desk, 'decide') ? (
              <Button
                label="✕"
                class="quiet"
                aria-label={text.remove(words.date(one.on))}
                onClick={() => {
                  setRemoved(place);
                  removal.begin();
                }}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {gone && removal.isOpen ? (
        <ConfirmingForm
          act={removal}
          title={text.remove(words.date(gone.on))}
          effects={[lineOf(gone)]}
          confirm={text.remove(words.date(gone.on))}
        />
      ) : null}
      {may(desk, 'decide') ? (
        <AddForm today={today} save={(one) => state([...invited, one])} onDone={onChange} />
      ) : null}
    </HomeFold>
  );
}

interface AddFormProps {
  readonly today: string;
  readonly save: (invitation: InvitationRow) => Promise<Called<unknown>>;
  readonly onDone: () => void;
}

function AddForm({ today, save, onDone }: AddFormProps) {
  const desk = useDesk();
  const { participation: text } = desk.words.desk;
  const channels = desk.survey.notice?.channels ?? [];
  return (
    <DataForm
      class="fields"
      fields={[
        { name: 'on', label: text.invitedOn, type: 'date', value: today, fault: missing(text.invalidDay) },
        {
          name: 'people',
          label: text.invitedPeople,
          inputMode: 'numeric',
          fault: (people) =>
            Number.isSafeInteger(Number(people)) && Number(people) > 0 ? undefined : text.invalidPeople,
        },
        {
          name: 'channel',
          label: text.invitedChannel,
          options: [['', text.allChannels], ...channels.map(({ id }) => [id, channelLabel(desk, id)] as const)],
        },
      ]}
      submit={text.add}
      isSecondary
      save={({ on = '', people, channel }) => save({ on, people: Number(people), channel: channel || null })}
      onDone={onDone}
      emptied="people"
    />
  );
}
