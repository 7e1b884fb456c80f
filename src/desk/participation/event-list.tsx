import type { EventParticipation } from '../../wire/organiser/organiser-reply.ts';
import { channelLabel, useDesk } from '../parts/desk-context.ts';
import { wordFor } from '../words/desk-words.ts';

/** What the tablets of each event have sent. A surveyor compares it with what the tablet counted, so it is exact. */
export function EventList({ events }: { readonly events: readonly EventParticipation[] }) {
  const desk = useDesk();
  const { words } = desk;
  const { participation: text, quality } = words.desk;
  if (events.length === 0) return null;
  const nameOf = (channel: string | null) => (channel === null ? text.noEvent : channelLabel(desk, channel));
  const count = (n: number, say: (n: number, number: string) => string) => say(n, words.number(n));
  return (
    <section aria-labelledby="events">
      <h2 id="events">{text.events}</h2>
      <p class="help">{text.eventsHelp}</p>
      <ul class="counted stack">
        {events.map(({ channel, complete, partial, days, refused }) => (
          <li key={channel}>
            <b>{count(complete, text.received)}</b> {nameOf(channel)}
            <span class="help">
              {' · '}
              {days
                .map(({ receivedOn, complete: ofDay }) =>
                  text.receivedOn(words.number(ofDay), words.date(receivedOn), days.length > 1),
                )
                .join(', ')}
              {partial > 0 ? `, ${count(partial, text.alsoPartial)}` : ''}
            </span>
            {refused === null ? (
              <span class="help">{` · ${text.refusedUnknown}`}</span>
            ) : (
              refused.map(({ day, code, envelopes }) => (
                <span key={`${day}/${code}`} class="refused">
                  {text.refusedAtEvent(
                    envelopes,
                    words.number(envelopes),
                    wordFor(quality.reasons, code) ?? code,
                    words.date(day),
                  )}
                </span>
              ))
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
