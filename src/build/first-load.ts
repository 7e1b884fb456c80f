import type { Plugin, Rolldown } from 'vite';
import { type SurveyEntry, surveyEntries } from './surveys.ts';

type Bundle = Rolldown.OutputBundle;

/**
 * Names in the document's head everything the first question needs, so that all of it is fetched in parallel while the
 * opening is read: the scripts are there already; this adds the survey, and puts the style in the page itself.
 */
export function firstLoad(surveys: string): Plugin {
  return {
    name: 'first-load',
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle }) {
        const entries = await surveyEntries(surveys);
        const named = html.replace('</head>', () => `${dataBlock(entries)}\n</head>`);
        if (!bundle) return named;
        return inlineStyles(named, bundle).replace('</title>', (end) => `${end}\n    ${surveyPreload(entries)}`);
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

/** One request less, and the opening paints with the document. */
function inlineStyles(html: string, bundle: Bundle): string {
  const styles: string[] = [];
  const without = html.replaceAll(/\s*<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g, (link, fileName: string) => {
    const asset = bundle[fileName];
    if (asset?.type !== 'asset') return link;
    styles.push(String(asset.source).trim());
    delete bundle[fileName];
    // Later screens would fetch it before their code runs.
    for (const output of Object.values(bundle))
      if (output.type === 'chunk') output.viteMetadata?.importedCss.delete(fileName);
    return '';
  });
  return styles.length === 0 ? html : without.replace('</head>', () => `<style>${styles.join('\n')}</style>\n</head>`);
}
