import type { ComponentChildren } from 'preact';
import type { Words } from '../words/words.ts';
import { Lost } from './lost.tsx';
import { Missing } from './missing.tsx';
import { type Load, useCode } from './use-code.ts';

interface LazyProps<Module> {
  readonly load: Load<Module>;
  readonly words: Words;
  /**
   * A missing `screen` gets a heading. A missing `part`, the default, leaves the screen's heading and focus alone, as does the `rest`,
   * in whose place nothing is shown meanwhile. An `extra` is never missed.
   */
  readonly kind?: 'screen' | 'part' | 'rest' | 'extra';
  readonly children: (module: Module) => ComponentChildren;
}

/** Shows what the code draws, once it has come. */
export function Lazy<Module extends object>({ load, words, kind = 'part', children }: LazyProps<Module>) {
  const code = useCode(load);
  if (typeof code !== 'string') return <>{children(code)}</>;
  if (kind === 'extra' || (kind === 'rest' && code === 'loading')) return null;
  if (code === 'missing') return kind === 'screen' ? <Lost words={words} why="code" /> : <Missing words={words} />;
  return (
    <p class="loading" {...words.inUi}>
      {words.ui['app.loading']}
    </p>
  );
}

export function lazyScreen<Module extends object>(
  words: Words,
  load: Load<Module>,
  children: (module: Module) => ComponentChildren,
) {
  return <Lazy kind="screen" {...{ words, load, children }} />;
}
