import { countModels } from '../core/check/model-texts.ts';
import { type Notice, noticeSchema } from '../core/survey/notice.ts';
import type { DossierReply } from '../wire/organiser/dossier-reply.ts';

/** A gap, or two statements of which one is false. The desk has the words. */
export interface Contradiction {
  readonly code: string;
  /** The part of the notice. */
  readonly part?: string;
  /** Months: what the notice promises, and what the service does; `null` where it erases nothing by itself. */
  readonly promised?: number;
  readonly actual?: number | null;
  readonly names?: readonly string[];
}

const PARTS = Object.entries(noticeSchema.entries).flatMap(([part, { type }]) => (type === 'optional' ? [] : [part]));
/** Texts of the notices that ship, and addresses that exist for examples only. */
const EXAMPLE = /EXEMPLE À REMPLACER|EXAMPLE TO REPLACE|EJEMPLO POR SUSTITUIR|مثال يجب تغييره|@[\w.-]+\.example\b/;
/** A mail or web address, or a telephone or postal number. */
const REACHABLE = /\S@\S|https?:|\bwww\.|\p{Nd}([ .()-]?\p{Nd}){4}/u;

/** Names what is missing before the survey opens, in a `notice.json` that may still be a draft. */
export function missingIn(notice: Readonly<Record<string, unknown>> | undefined): readonly Contradiction[] {
  if (!notice) return [{ code: 'missing', part: 'notice' }];
  return PARTS.flatMap((part) => {
    const texts = JSON.stringify(Object.values(notice[part] ?? {}));
    if (!/[^\s[\]",]/.test(texts)) return [{ code: 'missing', part }];
    if (EXAMPLE.test(texts) || countModels(notice[part]) > 0) return [{ code: 'example', part }];
    return part === 'contact' && !REACHABLE.test(texts) ? [{ code: 'unreachable', part }] : [];
  });
}

/** Names what a person has to settle: gaps of the notice, and settings that contradict it or leave people without protection. */
export function toSettle(notice: Notice | undefined, reply: DossierReply): readonly Contradiction[] {
  const { settings, backedUpThrough, restoredOn, otherControllers } = reply;
  const { answers: promised, contacts = 0 } = notice?.retention ?? { answers: 0 };
  const purge = settings.purgeMonths?.value;
  const actual = typeof purge === 'number' ? purge : null;
  const erased = actual === null ? 'never-erased' : actual < promised ? 'erased-sooner' : 'erased-later';
  const address = settings.address?.value;
  const found: readonly (Contradiction | false)[] = [
    promised > 0 && actual !== promised && { code: erased, promised, actual },
    actual !== null && contacts >= actual && { code: 'contacts-outlive', promised: contacts, actual },
    settings.encryption?.value === 'none' && { code: 'not-encrypted', names: address ? [String(address)] : [] },
    backedUpThrough === null && { code: 'no-backup' },
    backedUpThrough !== null && restoredOn === null && { code: 'never-restored' },
    otherControllers.length > 0 && { code: 'other-controllers', names: otherControllers },
    notice?.sealing !== undefined && settings.keysEncrypted?.value === false && { code: 'keys-in-clear' },
  ];
  return [...missingIn(notice), ...found.filter((one) => one !== false)];
}
