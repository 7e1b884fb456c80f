import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Words } from '../words/words.ts';
import type { Fault } from './faults.ts';

interface SummaryProps {
  readonly mark: Words['inUi'];
  readonly title: string;
  readonly faults?: readonly Fault[];
  readonly note?: string;
}

/** Takes the focus when it appears; each of its links takes the focus to a field. */
export function ErrorSummary({ mark, title, faults = [], note }: SummaryProps) {
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => box.current?.focus(), [faults, note]);
  // A link, for those who list the links of a page; the address is that of the screen and stays as it is.
  const reach = (event: Event, field: string) => {
    event.preventDefault();
    document.getElementById(field)?.focus();
  };
  return (
    <section ref={box} {...mark} class={note ? 'warning' : 'errors'} aria-labelledby="trouble-title" tabIndex={-1}>
      <h2 id="trouble-title">{title}</h2>
      <div id="trouble">
        {note && <p>{note}</p>}
        {faults.length > 0 && (
          <ul>
            {faults.map((fault) => (
              <li key={fault.message}>
                <a href={location.hash} onClick={(event) => reach(event, fault.field)}>
                  {fault.message}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
