import type { Message } from '../state/status-messages.ts';
import './status.css';

/** The one live region: polite, always in the page, and silent while its text stays the same. */
export function Status({ message, name }: { readonly message: Message | undefined; readonly name: string }) {
  return (
    <section
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
