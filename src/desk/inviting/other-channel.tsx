import { useRef, useState } from 'preact/hooks';
import { CHANNEL, OTHER_CHANNELS } from '../../core/survey/channel-id.ts';
import type { Desk } from '../parts/desk-context.ts';

/** A channel of one's own, where the notice declares none or leaves it to the day. */
export function OtherChannel({ desk: { survey, words } }: { readonly desk: Desk }) {
  const { inviting: text } = words.desk;
  const field = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<'invalid' | 'undeclared'>();
  const declared = survey.notice?.channels;
  const prepare = (event: SubmitEvent) => {
    event.preventDefault();
    const channel = field.current?.value.trim() ?? '';
    const isUsable = CHANNEL.test(channel) && channel !== OTHER_CHANNELS;
    const wrong = !isUsable
      ? 'invalid'
      : declared && !declared.some(({ id }) => id === channel)
        ? 'undeclared'
        : undefined;
    setFault(wrong);
    if (wrong) field.current?.focus();
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
          aria-invalid={fault !== undefined}
          aria-describedby="channel-help"
        />
      </label>
      <button type="submit" class="secondary">
        {text.prepare}
      </button>
      <p id="channel-help" class={fault ? 'fault' : 'help'} role={fault ? 'alert' : undefined}>
        {fault === 'invalid' ? text.otherInvalid : fault === 'undeclared' ? text.otherUndeclared : text.otherHelp}
      </p>
    </form>
  );
}
