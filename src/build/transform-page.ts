import type { Plugin, ResolvedConfig } from 'vite';

/** A plugin that changes the HTML of a page before Vite reads it. */
export function transformPage(
  name: string,
  transform: (html: string, config: ResolvedConfig) => Promise<string>,
): Plugin {
  let config: ResolvedConfig;
  return {
    name,
    configResolved(resolved) {
      config = resolved;
    },
    transformIndexHtml: { order: 'pre', handler: (html) => transform(html, config) },
  };
}
