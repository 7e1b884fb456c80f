import * as v from 'valibot';
import type { Frozen } from '../../core/survey/survey-parts.ts';

const day = v.string();
const value = v.nullable(v.union([v.string(), v.number(), v.boolean()]));

/** The settings that documents name, as they are on; none of them is a secret. */
export const DOSSIER_SETTINGS = [
  /** `https`, by the address that people see; `nearby`, by this machine's own authority; or `none`. */
  'encryption',
  /** The address that people see, or `null`. */
  'address',
  /** `sqlite`, or `postgresql`. */
  'database',
  /** The store of addresses left for a contact is a `file`, or `postgresql`. */
  'contacts',
  /** `true` if a passphrase encrypts the private keys of sealed responses. */
  'keysEncrypted',
  /** After how many months the service erases answers by itself, or `null`. */
  'purgeMonths',
  /** The version of the program. */
  'release',
] as const;
export type DossierSetting = (typeof DOSSIER_SETTINGS)[number];

/** `GET /api/organiser/dossier/:survey`: what documents about a survey say that its files do not. */
export const dossierReply = v.object({
  survey: v.string(),
  today: day,
  isDemonstration: v.boolean(),
  settings: v.record(v.picklist(DOSSIER_SETTINGS), v.object({ value, since: day })),
  /** Parts of the notice, by their path such as `retention.answers`, and the day since which each is as it is. */
  notice: v.record(v.string(), day),
  /** The latest first. `name` is a setting, or a part of the notice after `notice.`; texts have no values. */
  changes: v.array(v.object({ day, name: v.string(), from: value, to: value })),
  /** Each erasure, the latest first, was made by the day of reception (`purge`) or by receipts (`erased`). */
  erasures: v.array(v.object({ day, by: v.picklist(['purge', 'erased']), count: v.number() })),
  /** The last day of which a backup holds everything, and that of the last restore that is noted here. */
  backedUpThrough: v.nullable(day),
  restoredOn: v.nullable(day),
  /** Tokens of colleagues that may see this survey, by scope. */
  tokens: v.record(v.string(), v.number()),
  /** The controllers of other surveys of this installation, as their notices name them in French, or else in their first language. */
  otherControllers: v.array(v.string()),
});
export type DossierReply = Frozen<v.InferOutput<typeof dossierReply>>;
