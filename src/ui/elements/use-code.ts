import { useEffect, useState } from 'preact/hooks';
import { loadCode } from '../../lazy/load-code.ts';

export type Load<Module> = () => Promise<Module>;

const arrived = new WeakMap<Load<unknown>, unknown>();

/** Loads the words of the page's language, where late code does not hold them itself. */
let loadWords: Load<unknown> | undefined;

export function sayLateWith(load: Load<unknown> | undefined): void {
  loadWords = load;
}

/** Fetches and runs code that is needed later, so that showing it then waits for nothing. Without its words it is not there. */
export async function preload<Module>(load: Load<Module>): Promise<Module | undefined> {
  const module = await loadCode(load);
  if (!module || (loadWords && !(await loadCode(loadWords)))) return undefined;
  arrived.set(load, module);
  return module;
}

/** Each place of the page that waits for code which did not come. */
const waiting = new Set<() => Promise<unknown>>();

/** Asks once more for all code that did not come. */
export async function askAgain(): Promise<void> {
  await Promise.all([...waiting].map((ask) => ask()));
}

/** The code that `load` imports, at once when it has been fetched ahead. Asked for again when the network comes back. */
export function useCode<Module extends object>(load: Load<Module>): Module | 'loading' | 'missing' {
  const [missing, setMissing] = useState<Load<Module>>();
  const [, arrive] = useState(0);
  const module = arrived.get(load) as Module | undefined;
  useEffect(() => {
    if (module) return;
    let wanted = true;
    const ask = () =>
      preload(load).then((found) => {
        if (!wanted) return;
        if (found) arrive((times) => times + 1);
        else setMissing(() => load);
      });
    void ask();
    waiting.add(ask);
    addEventListener('online', ask);
    return () => {
      wanted = false;
      waiting.delete(ask);
      removeEventListener('online', ask);
    };
  }, [load, module]);
  return module ?? (missing === load ? 'missing' : 'loading');
}
