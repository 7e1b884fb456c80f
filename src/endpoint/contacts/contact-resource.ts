import * as v from 'valibot';
import type { Surveys } from '../../authoring/published-surveys.ts';
import { contactSchema } from '../../wire/contact.ts';
import { dayOf } from '../../wire/day.ts';
import { jsonIn, readBody } from '../http/body.ts';
import { refuse, reply } from '../http/reply.ts';
import { type Contacts, monthOf } from './contacts.ts';

export interface ContactParts {
  readonly contacts: Contacts;
  readonly surveys: Surveys;
  readonly now: () => Date;
  /** Looks for surveys that were just published elsewhere. */
  readonly look?: (survey?: string) => Promise<void>;
}

/** `POST /api/contacts`: replies after the write to disk. Nothing about it is counted or logged. */
export async function receiveContact(request: Request, parts: ContactParts): Promise<Response> {
  const { contacts, surveys, now, look } = parts;
  if (!/^application\/json\b/i.test(request.headers.get('Content-Type') ?? '')) return refuse('body.unsupported-type');
  const body = await readBody(request);
  if (body.kind === 'too-large') return refuse('body.too-large', { Connection: 'close' });
  if (body.kind === 'broken') return refuse('contact.unreadable');
  const parsed = v.safeParse(contactSchema, jsonIn(body.bytes));
  if (!parsed.success) return refuse('contact.unreadable');
  const contact = parsed.output;
  if (!surveys.has(contact.survey)) await look?.(contact.survey);
  if (retentionOf(surveys, contact.survey) === undefined) return refuse('not-found');
  await contacts.keep(contact, monthOf(dayOf(now())));
  // The id shows a device that this is the reply to its own request, and not one that a proxy has stored.
  return reply(200, { state: 'kept', id: contact.id });
}

/** Returns the retention period in months; `undefined` if the notice gives none: then no address is accepted. */
export function retentionOf(surveys: Surveys, survey: string): number | undefined {
  return surveys.get(survey)?.current.notice?.retention.contacts;
}
