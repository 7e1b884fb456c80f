import { DAY, daySearch, whereStored } from '../address/day-address.ts';

/* The day of a shared tablet: what the organiser's link said, and how the PIN is known. Nothing of a respondent, and no key. */

const PIN = 'barometre-day-pin';
const COMPARED = 'barometre-day-keys';

export type PinAnswer =
  | { readonly kind: 'right' }
  /** In seconds, until the next may be tried. */
  | { readonly kind: 'wrong' | 'wait'; readonly seconds: number };

interface PinRecord {
  readonly check: string;
  /** Wrong ones in a row. */
  readonly wrong: number;
}

/** Stores the day. In a browser that stores nothing, the day lasts as long as its address. */
export function keepDay(search: string, check: string | undefined): void {
  whereStored(() => {
    localStorage.setItem(DAY, search);
    localStorage.removeItem(COMPARED);
    if (check) writePin({ check, wrong: 0 });
    else localStorage.removeItem(PIN);
  });
}

export function endDay(): void {
  // Where cookies are blocked there is none to end.
  if (daySearch() === undefined) return;
  localStorage.removeItem(DAY);
  localStorage.removeItem(PIN);
  localStorage.removeItem(COMPARED);
}

/** When somebody said that these words of the keys are the organiser's, in milliseconds since the epoch. */
export function comparedKeys(four: string): number | undefined {
  const [at, ...words] = whereStored(() => localStorage.getItem(COMPARED))?.split(' ') ?? [];
  return words.join(' ') === four ? Number(at) : undefined;
}

/** Kept with the day; where the browser keeps nothing, they are compared again at the next load. */
export function noteComparedKeys(four: string, at: number): number {
  whereStored(() => localStorage.setItem(COMPARED, `${at} ${four}`));
  return at;
}

export function readPin(): PinRecord | undefined {
  const text = whereStored(() => localStorage.getItem(PIN));
  return text ? (JSON.parse(text) as PinRecord) : undefined;
}

function writePin(pin: PinRecord): void {
  localStorage.setItem(PIN, JSON.stringify(pin));
}

/** Three tries, then ever longer pauses, five minutes at most. Wrong ones never wipe: that would be a way to lose a day. */
const FREE = 3;
const FIRST_PAUSE = 5000;
const LONGEST_PAUSE = 5 * 60_000;

function pauseAfter(wrong: number): number {
  return wrong < FREE ? 0 : Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (wrong - FREE));
}

/**
 * Reloading the page does not help: the count is stored, and the pause begins again. On a monotonic clock.
 */
export function createPinGate(
  isPin: (check: string, pin: string) => Promise<boolean>,
  now: () => number = () => performance.now(),
): (pin: string) => Promise<PinAnswer> {
  let free = now() + pauseAfter(readPin()?.wrong ?? 0);
  return async (pin) => {
    const kept = readPin();
    if (!kept) return { kind: 'right' };
    const wait = free - now();
    if (wait > 0) return { kind: 'wait', seconds: Math.ceil(wait / 1000) };
    // Counted as wrong before it is compared: tries at the same time do not share one pause.
    const wrong = kept.wrong + 1;
    writePin({ ...kept, wrong });
    free = now() + pauseAfter(wrong);
    if (await isPin(kept.check, pin)) {
      writePin({ ...kept, wrong: 0 });
      free = 0;
      return { kind: 'right' };
    }
    return { kind: 'wrong', seconds: Math.ceil(pauseAfter(wrong) / 1000) };
  };
}
