import type { ComponentChildren } from 'preact';
import type { Words } from '../words/words.ts';
import { Lost } from './lost.tsx';
import { Missing } from './missing.tsx';
import { useCode } from './use-code.ts';

interface LazyProps<Module> {
  readonly load: () => Promise<Module>;
  readonly words: Words;
  /** Whether a whole screen is missing, which gets a heading. A missing part leaves the screen's heading and focus alone. */
  readonly whole?: boolean;
  readonly children: (module: Module) => ComponentChildren;
}

/** What its code shows, once it has come. */
export function Lazy<Module extends object>({ load, words, whole, children }: LazyProps<Module>) {
  const code = useCode(load);
  if (code === 'loading')
    return (
      <p class="loading" {...words.inUi}>
        {words.ui['app.loading']}
      </p>
    );
  if (code !== 'missing') return <>{children(code)}</>;
  return whole ? <Lost words={words} why="code" /> : <Missing words={words} />;
}
