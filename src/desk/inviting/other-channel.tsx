import { CHANNEL, OTHER_CHANNELS } from '../../core/survey/channel-id.ts';
import { DataForm } from '../parts/data-form.tsx';
import { useDesk } from '../parts/desk-context.ts';

/** A channel of one's own, where the notice declares none: where it does, a response keeps no other. */
export function OtherChannel() {
  const { survey, words } = useDesk();
  const { inviting: text } = words.desk;
  const fault = (channel: string) =>
    CHANNEL.test(channel) && channel !== OTHER_CHANNELS ? undefined : text.otherInvalid;
  return (
    <DataForm
      class="fields"
      fields={[{ name: 'channel', label: text.other, isCode: true, help: text.otherHelp, fault }]}
      submit={text.prepare}
      isSecondary
      save={() => undefined}
      onDone={({ channel = '' }) => {
        location.hash = `#/inviting?${new URLSearchParams({ s: survey.id, c: channel })}`;
      }}
    />
  );
}
