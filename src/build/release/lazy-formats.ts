import type { Plugin } from 'vite';

/** What uPlot makes as it loads, and what makes it when it is needed. */
const MADE_LATE = [
  [
    "const numFormatter = new Intl.NumberFormat(domEnv ? nav.language : 'en-US');",
    "let known; const numFormatter = { format: val => (known ??= new Intl.NumberFormat(domEnv ? nav.language : 'en-US')).format(val) };",
  ],
  [
    'const localTz = new Intl.DateTimeFormat().resolvedOptions().timeZone;',
    'const localTz = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;',
  ],
  ['tz == localTz', 'tz == localTz()'],
] as const;

/**
 * Lets uPlot make its two formats of `Intl` when it writes its first text. The first format of a page keeps a slow phone busy for a
 * tenth of a second, and the charts of the results have no text.
 */
export function lazyFormats(): Plugin {
  return {
    name: 'lazy-formats',
    // No line moves, so the source map stays as it is.
    transform: (code, id) =>
      /\/uplot\/dist\/uPlot\.esm\.js$/.test(id) ? { code: withLazyFormats(code), map: null } : undefined,
  };
}

export function withLazyFormats(code: string): string {
  return MADE_LATE.reduce((made, [early, late]) => {
    if (made.split(early).length !== 2) throw new Error(`uPlot does not hold this once: ${early}`);
    return made.replace(early, () => late);
  }, code);
}
