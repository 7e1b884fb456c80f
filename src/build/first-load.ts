import type { Plugin, Rolldown } from 'vite';
import { type SurveyEntry, surveyEntries } from './surveys.ts';

type Bundle = Rolldown.OutputBundle;

/**
 * Names in the document's head everything the first question needs, so that all of it is fetched in parallel while the
 * opening is read: the style in the page itself, the survey, and the chunks that are imported only later.
 * `soon` lists source files (from the root) that the page imports dynamically before the first question.
 */
export function firstLoad({ surveys, soon }: { readonly surveys: string; readonly soon: readonly string[] }): Plugin {
  return {
    name: 'first-load',
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle }) {
        const entries = await surveyEntries(surveys);
        const named = html.replace('</head>', () => `${dataBlock(entries)}\n</head>`);
        if (!bundle) return named;
        const links = [surveyPreload(entries), ...modulePreloads(named, bundle, soon)];
        return inlineStyles(named, bundle).replace('</title>', (end) => [end, ...links].join('\n    '));
      },
    },
  };
}

/** A data block is no script: no content security policy has to allow it. */
function dataBlock(entries: readonly SurveyEntry[]): string {
  return `<script type="application/json" id="surveys">${JSON.stringify(entries).replaceAll('<', '\\u003c')}</script>`;
}

function surveyPreload(entries: readonly SurveyEntry[]): string {
  const [first] = entries;
  if (!first) throw new Error('index.json names no survey');
  const href = `/surveys/${first.id}/${first.revision}.${first.languages[0]}.json`;
  return `<link rel="preload" as="fetch" crossorigin href="${href}">`;
}

function modulePreloads(html: string, bundle: Bundle, soon: readonly string[]): string[] {
  const chunks = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? [output] : []));
  const needed = new Set<string>();
  const need = (fileName: string) => {
    if (needed.has(fileName)) return;
    needed.add(fileName);
    for (const imported of chunks.find((chunk) => chunk.fileName === fileName)?.imports ?? []) need(imported);
  };
  for (const source of soon) {
    const holder = chunks.find((chunk) => chunk.moduleIds.some((id) => id.endsWith(`/${source}`)));
    if (!holder) throw new Error(`No chunk holds ${source}: the list of what the first question needs is out of date`);
    need(holder.fileName);
  }
  return [...needed]
    .filter((fileName) => !html.includes(fileName))
    .map((fileName) => `<link rel="modulepreload" crossorigin href="/${fileName}">`);
}

/** One request less, and the opening paints with the document. */
function inlineStyles(html: string, bundle: Bundle): string {
  const styles: string[] = [];
  const without = html.replaceAll(/\s*<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g, (link, fileName: string) => {
    const asset = bundle[fileName];
    if (asset?.type !== 'asset') return link;
    styles.push(String(asset.source).trim());
    if (!isNamedElsewhere(bundle, fileName)) delete bundle[fileName];
    return '';
  });
  return styles.length === 0 ? html : without.replace('</head>', () => `<style>${styles.join('\n')}</style>\n</head>`);
}

function isNamedElsewhere(bundle: Bundle, fileName: string): boolean {
  return Object.values(bundle).some((output) => output.type === 'chunk' && output.code.includes(fileName));
}
