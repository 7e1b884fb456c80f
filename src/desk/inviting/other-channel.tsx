import { useRef, useState } from 'preact/hooks';
import { CHANNEL, OTHER_CHANNELS } from '../../core/survey/channel-id.ts';
import { useDesk } from '../parts/desk-context.ts';

/** A channel of one's own, where the notice declares none: where it does, a response keeps no other. */
export function OtherChannel() {
  const { survey, words } = useDesk();
  const { inviting: text } = words.desk;
  const field = useRef<HTMLInputElement>(null);
  const [isInvalid, setIsInvalid] = useState(false);
  const prepare = (event: SubmitEvent) => {
    event.preventDefault();
    const channel = field.current?.value.trim() ?? '';
    const isUsable = CHANNEL.test(channel) && channel !== OTHER_CHANNELS;
    setIsInvalid(!isUsable);
    if (!isUsable) field.current?.focus();
    else location.hash = `#/inviting?${new URLSearchParams({ s: survey.id, c: channel })}`;
  };
  return (
    <form class="fields" onSubmit={prepare} noValidate>
      <label>
        {text.other}
        <input
          ref={field}
          type="text"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={isInvalid}
          aria-describedby="channel-help"
        />
      </label>
      <button type="submit" class="secondary">
        {text.prepare}
      </button>
      <p id="channel-help" class={isInvalid ? 'fault' : 'help'} role={isInvalid ? 'alert' : undefined}>
        {isInvalid ? text.otherInvalid : text.otherHelp}
      </p>
    </form>
  );
}
