import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Words } from '../words/words.ts';
import { Lost } from './lost.tsx';

const modules = new Map<() => Promise<unknown>, unknown>();

async function fetchNow(load: () => Promise<unknown>): Promise<void> {
  modules.set(load, await load());
}

/** Fetches and evaluates a screen's code, so that showing it later waits for nothing. What fails is fetched again when needed. */
export async function fetchAhead(load: () => Promise<unknown>): Promise<void> {
  await fetchNow(load).catch((error: unknown) => {
    if (!(error instanceof TypeError)) throw error;
  });
}

interface LazyProps<Module> {
  readonly load: () => Promise<Module>;
  readonly words: Words;
  /** Shown until the code has come, and when it does not. */
  readonly waiting?: ComponentChildren;
  readonly children: (module: Module) => ComponentChildren;
}

export function Lazy<Module>({ load, words, waiting, children }: LazyProps<Module>) {
  const [failed, setFailed] = useState(false);
  const [, arrive] = useState(0);
  const module = modules.get(load) as Module | undefined;
  useEffect(() => {
    if (module) return;
    // A browser reports a missing or unreachable chunk as a TypeError; the way out is the same for any failure.
    fetchNow(load).then(
      () => arrive((times) => times + 1),
      () => setFailed(true),
    );
  }, [load, module]);
  if (module) return <>{children(module)}</>;
  if (waiting !== undefined) return <>{waiting}</>;
  return failed ? <Lost words={words} why="unreachable" /> : <p class="loading">{words.ui['app.loading']}</p>;
}
