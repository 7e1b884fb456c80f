import type { Hono } from 'hono';
import * as v from 'valibot';
import type { confirmedReply, contactsReply, erasedReply } from '../../wire/organiser/organiser-reply.ts';
import type { ContactList } from '../contacts/contact-list.ts';
import { retentionOf } from '../contacts/contact-resource.ts';
import type { Contacts } from '../contacts/contacts.ts';
import { refuse, replyAs } from '../http/reply.ts';
import type { OrganiserEnv } from '../tokens/token-audit.ts';
import { jsonAs } from './organiser-request.ts';

const ids = v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(10_000));
/** `confirmed: false` takes back what was noted by mistake. */
const confirmSchema = v.strictObject({ survey: v.string(), ids, confirmed: v.optional(v.boolean(), true) });
/** Some contacts, or all including today's: the number erased is returned exactly. */
const eraseSchema = v.union([
  v.strictObject({ survey: v.string(), ids }),
  v.strictObject({ survey: v.string(), all: v.literal(true) }),
]);

export interface ContactRouteParts {
  readonly contacts: Contacts;
  readonly contactList: ContactList;
  /** Erases what is due, in every survey. */
  readonly expire: () => Promise<void>;
}

/** The addresses that people left: read, marked once somebody has answered there, erased. */
export function contactRoutes(routes: Hono<OrganiserEnv>, { contacts, contactList, expire }: ContactRouteParts): void {
  routes.get('/contacts/:survey', async (c) => {
    const survey = c.req.param('survey');
    if (!c.get('surveys').has(survey)) return refuse('not-found');
    await expire();
    const { contacts: listed, isWhole } = await contactList.of(survey);
    c.get('note')({ survey, contacts: listed.length });
    const shown = listed.map(({ survey: _, ...contact }) => contact);
    return replyAs<typeof contactsReply>({
      survey,
      retention: retentionOf(c.get('surveys'), survey) ?? null,
      contacts: shown,
      isWhole,
    });
  });
  routes.post('/contacts/confirm', jsonAs(confirmSchema), async (c) => {
    const wanted = c.req.valid('json');
    if (!c.get('surveys').has(wanted.survey)) return refuse('not-found');
    const confirmed = await contacts.confirm(wanted.survey, wanted.ids, wanted.confirmed);
    c.get('note')({ survey: wanted.survey, contacts: confirmed });
    return replyAs<typeof confirmedReply>({ survey: wanted.survey, confirmed });
  });
  routes.post('/contacts/erase', jsonAs(eraseSchema), async (c) => {
    const wanted = c.req.valid('json');
    if (!c.get('surveys').has(wanted.survey)) return refuse('not-found');
    const erased = await contacts.erase(wanted.survey, 'ids' in wanted ? wanted.ids : undefined);
    c.get('note')({ survey: wanted.survey, contacts: erased });
    return replyAs<typeof erasedReply>({ survey: wanted.survey, erased });
  });
}
