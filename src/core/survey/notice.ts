import * as v from 'valibot';
import { CHANNEL, OTHER_CHANNELS, TRIAL } from './channel-id.ts';
import { sealingSchema } from './sealing-keys.ts';
import { localText } from './survey-parts.ts';

/*
 * `notice.json`, next to a survey file: the information that a respondent must get before answering (GDPR, article 13). Only the
 * organiser knows it, so nothing here has a default: without the file the app says that it is a demonstration.
 */

const months = v.pipe(v.number(), v.integer(), v.minValue(1));

export const noticeSchema = v.strictObject({
  $schema: v.optional(v.string()),
  /** Who decides why and how answers are processed: name and postal address. */
  controller: localText,
  /** How to write to them about this survey. */
  contact: localText,
  /** How to write to their data protection officer. */
  dpo: localText,
  purpose: localText,
  legalBasis: localText,
  participation: v.strictObject({
    mandatory: v.boolean(),
    /** What happens to someone who does not answer. */
    consequence: localText,
  }),
  recipients: localText,
  /** In months. Addresses left for a contact are deleted before the answers; without a period for them no address is asked for. */
  retention: v.pipe(
    v.strictObject({ answers: months, contacts: v.optional(months) }),
    v.check(({ answers, contacts = 0 }) => contacts < answers, 'contacts are kept for less time than answers'),
  ),
  /** Which rights, and where to exercise them. */
  rights: localText,
  /** The authority that takes complaints. */
  complaint: localText,
  /** The name of the survey in addresses that are said and typed, `/bruit-2027`: no other survey can ever have it. */
  short: v.optional(v.string()),
  /** Where links are distributed: networks, mailings, events. If there are any, a response with another channel is stored without it. */
  channels: v.optional(
    v.pipe(
      v.array(v.strictObject({ id: v.pipe(v.string(), v.regex(CHANNEL)), label: localText })),
      v.minLength(1),
      v.check((channels) => new Set(channels.map(({ id }) => id)).size === channels.length, 'a channel appears twice'),
      v.check(
        (channels) => channels.every(({ id }) => id !== OTHER_CHANNELS),
        `"${OTHER_CHANNELS}" is where small channels are counted together`,
      ),
      v.check(
        (channels) => channels.every(({ id }) => id !== TRIAL),
        `"${TRIAL}" is the channel of trial responses, which are erased before the survey opens`,
      ),
    ),
  ),
  /** The public keys with which a shared tablet encrypts what it stores. */
  sealing: v.optional(sealingSchema),
  /** The licence of the open data, if they are published: a short name such as `etalab-2.0`, and where to read it. */
  licence: v.optional(
    v.strictObject({
      name: v.pipe(v.string(), v.regex(/^[A-Za-z0-9.-]+$/)),
      title: localText,
      url: v.pipe(v.string(), v.url()),
    }),
  ),
});

export type Notice = Readonly<v.InferOutput<typeof noticeSchema>>;
