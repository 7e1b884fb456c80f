import { recipientsOn, type Sealing } from '../../core/survey/sealing-keys.ts';
import { fingerprintOf } from '../../sealing/fingerprint.ts';
import { pinCheckOf } from '../../sealing/pin-check.ts';
import { newResumeCode } from '../../sealing/resume-code.ts';
import { dayOf } from '../../wire/day.ts';

export type FieldDay = Awaited<ReturnType<typeof prepareDay>>;

/** Makes the codes of an event for the person who takes a tablet there, and the words of today's keys. Neither sent nor stored. */
export async function prepareDay(sealing: Sealing) {
  const pin = newPin();
  const keys = recipientsOn(sealing, dayOf(new Date()));
  const opener = keys.find(({ holder }) => holder === 'opener');
  return {
    pin,
    check: await pinCheckOf(pin),
    sealed: opener && {
      key: opener.id,
      four: await fingerprintOf(keys),
      // Resumes an interview that was cut off. Never in the link, which stays in the history of the tablet.
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
