import { hash } from 'node:crypto';
import type { Surveys } from '../../authoring/published-surveys.ts';
import { TRIAL } from '../../core/survey/channel-id.ts';
import { canonicalForm } from '../../wire/canonical.ts';
import { isTrialResponse } from '../conduct/trial.ts';
import type { Received, Storage } from '../storage/storage.ts';

/**
 * Wraps `store` to drop channels that are not declared, since a link can carry any word, even a person's name. The stored digest is
 * then that of what is stored: the digest of what was sent would confirm a guessed name.
 */
export function storingDeclared(storage: Storage, surveys: Surveys): Storage['store'] {
  return async (received, refusals, day) => {
    const kept = received.map((one) => asDeclared(one, surveys, day));
    const outcomes = await storage.store(kept, refusals, day);
    // The declared channels may have changed since the first sending.
    const doubtfulAt = (place: number) => {
      const one = received[place];
      return outcomes[place] === 'conflict' && one && one.envelope.channel !== null ? [one] : [];
    };
    const doubtful = received.flatMap((_, place) => doubtfulAt(place));
    if (doubtful.length === 0) return outcomes;
    const others = doubtful.map((one) => (isDeclared(one, surveys, day) ? withoutChannel(one) : one));
    const again = await storage.store(others, [], day);
    let next = 0;
    return outcomes.map((outcome, place) => (doubtfulAt(place).length > 0 ? (again[next++] ?? outcome) : outcome));
  };
}

/** Returns the response as it is stored: without a channel that is not declared. */
function asDeclared(received: Received, surveys: Surveys, day: string): Received {
  return isDeclared(received, surveys, day) ? received : withoutChannel(received);
}

/** A survey that declares no channels keeps every channel, but that of trials for trial responses alone: they are erased by it. */
function isDeclared({ envelope }: Received, surveys: Surveys, day: string): boolean {
  const { channel } = envelope;
  const published = surveys.get(envelope.survey);
  if (channel === TRIAL) return published !== undefined && isTrialResponse(envelope, published, day);
  const declared = published?.current.notice?.channels;
  return channel === null || !declared || declared.some(({ id }) => id === channel);
}

function withoutChannel({ envelope }: Received): Received {
  const kept = { ...envelope, channel: null };
  return { envelope: kept, digest: hash('sha256', canonicalForm(kept) ?? '', 'hex') };
}
