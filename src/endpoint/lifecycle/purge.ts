import { sum } from '../../core/results/disclosure/fit-tables.ts';
import { dayOf } from '../../wire/day.ts';
import { monthOf, monthsBefore } from '../contacts/contacts.ts';
import { HOUR } from '../contacts/expire-contacts.ts';
import { type Background, type Running, runEvery } from '../process/background.ts';
import { commandsIn, logCommand } from '../process/command-log.ts';
import type { Settings } from '../process/settings.ts';
import type { Storage } from '../storage/storage.ts';

interface PurgeParts {
  readonly settings: Pick<Settings, 'dataDir' | 'purgeMonths'>;
  readonly storage: Pick<Storage, 'countBefore' | 'eraseBefore'>;
  readonly now: () => Date;
  readonly background: Background;
}

/** Erases what was received before a day, and adds to `erased` how many responses of each survey that were: also before a failure. */
export async function purge(storage: PurgeParts['storage'], day: string, erased: Map<string, number>): Promise<void> {
  for (const survey of Object.keys(await storage.countBefore(day))) {
    // Another endpoint may have erased them meanwhile.
    const responses = await storage.eraseBefore(day, survey, undefined, false);
    if (responses > 0) erased.set(survey, (erased.get(survey) ?? 0) + responses);
  }
}

/** Returns what is noted about it in the log of commands. */
export function purgeRecord(before: string, erased: ReadonlyMap<string, number>) {
  return { use: 'purge', before, responses: sum([...erased.values()]), surveys: Object.fromEntries(erased) };
}

/** Erases now and each hour what is older than PURGE_MONTHS, until stopped. A failure is retried the next hour. */
export function purgeHourly({ settings: { dataDir, purgeMonths }, storage, now, background }: PurgeParts): Running {
  const erased = new Map<string, number>();
  const work = async () => {
    if (purgeMonths === undefined) return;
    const today = dayOf(now());
    const { done } = await commandsIn(dataDir);
    // A clock that was set back knows no day.
    if (done.some(({ day }) => day > today)) throw new Error('the clock is behind the last command');
    // 31 February is later than each day of that month.
    const before = `${monthsBefore(monthOf(today), purgeMonths)}${today.slice(7)}`;
    await purge(storage, before, erased);
    if (erased.size === 0) return;
    await logCommand(dataDir, 'PURGE_MONTHS', today, purgeRecord(before, erased));
    erased.clear();
  };
  return runEvery(HOUR, () => background('purge', work));
}
