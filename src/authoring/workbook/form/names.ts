import { isReservedItem } from '../../../core/check/identity-check.ts';
import { folded } from '../report/headers.ts';

const LONGEST = 64;

export interface NameTaker {
  /** An id of ours for a name of the workbook: itself where it can be one, else folded, and numbered where it is taken. */
  readonly take: (name: string) => string;
}

/** `keepsCase`: ids of options may have capitals. `names` are taken already. */
export function nameTaker(keepsCase = false, names: readonly string[] = []): NameTaker {
  const taken = new Set(names);
  return {
    take(name) {
      const id = toId(name, keepsCase);
      let free = id;
      for (let number = 2; taken.has(free) || (!keepsCase && isReservedItem(free)); number++)
        free = `${id.slice(0, LONGEST - String(number).length - 1)}-${number}`;
      taken.add(free);
      return free;
    },
  };
}

const OPTION_ID = /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/;

/** An id as our files write it; `x` for a name without a letter or a digit of the Latin alphabet. */
export function toId(name: string, keepsCase = false): string {
  if (keepsCase && OPTION_ID.test(name) && name.length <= LONGEST) return name;
  return folded(name).slice(0, LONGEST).replace(/-+$/, '') || 'x';
}
