import type { Message } from '../state/status-messages.ts';
import type { Words } from '../words/words.ts';
import './status.css';

interface StatusProps {
  readonly message: Message | undefined;
  readonly name: string;
  readonly mark: Words['inUi'];
}

/** The one live region: polite, always in the page, and silent while its text stays the same. */
export function Status({ message, name, mark }: StatusProps) {
  return (
    <section
      {...mark}
      aria-label={name}
      class={message && !message.unseen ? 'status' : 'unseen'}
      data-message={message?.key}
      data-urgent={message?.urgent ? '' : undefined}
    >
      <p role="status">{message?.text}</p>
      {message && !message.unseen && message.actions.length > 0 && (
        <div class="do">
          {message.actions.map((action) => (
            <button type="button" key={action.label} onClick={action.act}>
              {action.label}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
