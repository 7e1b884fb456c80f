import * as v from 'valibot';
import { recipientsOn, sealingSchema } from '../../core/survey/sealing-keys.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import { fetchJson } from '../../lazy/fetch-json.ts';
import { fingerprintOf } from '../../sealing/fingerprint.ts';
import { pinCheckOf } from '../../sealing/pin-check.ts';
import { newResumeCode } from '../../sealing/resume-code.ts';
import { dayOf } from '../../wire/day.ts';

/** The sheet for the person who takes a tablet to an event. Made in this page, and neither sent nor stored. */
export interface FieldDay {
  readonly pin: string;
  /** What the link carries of it. */
  readonly check: string;
  /** The keys, where the survey seals. */
  readonly sealed: SealedDay | undefined;
  /** What the notice calls the event. */
  readonly event: LocalText | undefined;
}

interface SealedDay {
  /** The key that the link names. */
  readonly key: string;
  /** The words of its keys. */
  readonly four: string;
  /** Resumes an interview that was cut off. Never in the link, which stays in the history of the tablet. */
  readonly code: string;
}

/** `undefined` when the notice could not be asked for: a link without the keys of the survey would be refused. */
export async function prepareDay(survey: string, channel: string): Promise<FieldDay | undefined> {
  const notice = await readNotice(survey);
  if (!notice) return undefined;
  const { sealing, channels } = notice;
  const pin = newPin();
  const keys = sealing ? recipientsOn(sealing, dayOf(new Date())) : [];
  const opener = keys.find(({ holder }) => holder === 'opener');
  return {
    pin,
    check: await pinCheckOf(pin),
    event: channels?.find(({ id }) => id === channel)?.label,
    sealed: opener && {
      key: opener.id,
      four: await fingerprintOf(keys),
      code: newResumeCode((bytes) => crypto.getRandomValues(bytes)),
    },
  };
}

/** Six digits, all as likely. */
function newPin(): string {
  const most = Math.floor(2 ** 32 / 1_000_000) * 1_000_000;
  for (;;) {
    const [drawn = most] = crypto.getRandomValues(new Uint32Array(1));
    if (drawn < most) return String(drawn % 1_000_000).padStart(6, '0');
  }
}

/** The notice as it was written, with what phones do without. */
const wholeNotice = v.object({
  sealing: v.optional(sealingSchema),
  channels: v.optional(v.array(v.object({ id: v.string(), label: v.record(v.string(), v.string()) }))),
});

async function readNotice(survey: string): Promise<v.InferOutput<typeof wholeNotice> | undefined> {
  const notice = await fetchJson(`/surveys/${survey}/notice.json`);
  // A survey without a notice has no keys.
  if (notice === null) return {};
  const read = v.safeParse(wholeNotice, notice);
  return read.success ? read.output : undefined;
}
