import { dayOf } from '../../wire/day.ts';
import { type Background, createBackground, type Running, runEvery } from '../process/background.ts';
import { type ContactParts, retentionOf } from './contact-resource.ts';
import { monthOf, monthsBefore } from './contacts.ts';

/** Deletes contacts whose retention period is over, at the change of month. */
export async function expireContacts(parts: ContactParts): Promise<void> {
  for (const survey of parts.surveys.keys()) await expireOne(parts, survey);
}

async function expireOne({ contacts, surveys, now }: ContactParts, survey: string): Promise<void> {
  const retention = retentionOf(surveys, survey);
  if (retention !== undefined) await contacts.expire(survey, monthsBefore(monthOf(dayOf(now())), retention));
}

export const HOUR = 3_600_000;

/** Runs now and each hour, until stopped. A failure is retried the next hour. */
export function expireHourly(parts: ContactParts, background: Background = createBackground()): Running {
  return runEvery(HOUR, async () => {
    for (const survey of parts.surveys.keys()) await background('contacts', () => expireOne(parts, survey), survey);
  });
}
