import type { Plugin, Rolldown } from 'vite';
import type { SurveyEntry } from '../../core/survey/survey-entry.ts';
import type { Site, SiteSource } from '../site.ts';

type Bundle = Rolldown.OutputBundle;

/**
 * Names in the document's head everything the first question needs, so that all of it is fetched in parallel while the
 * opening is read: the scripts are there already; this adds the surveys by name, and puts the style in the page itself.
 */
export function firstLoad(source: SiteSource): Plugin {
  return {
    name: 'first-load',
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle }) {
        const site = await source.read();
        const named = html.replace('<!--surveys-->', () => dataBlock(entriesOf(site)));
        return bundle ? inlineStyles(named, bundle) : named;
      },
    },
  };
}

function entriesOf({ surveys }: Site): readonly SurveyEntry[] {
  return [...surveys].map(([id, { current, presentation }]) => ({
    id,
    revision: current.revision,
    languages: current.languages,
    ...(presentation.words?.question && { question: presentation.words.question }),
  }));
}

/** A data block is no script: no content security policy has to allow it. */
function dataBlock(entries: readonly SurveyEntry[]): string {
  return `<script type="application/json" id="surveys">${JSON.stringify(entries).replaceAll('<', '\\u003c')}</script>`;
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
  const whole = without.replace('</head>', () => `<style>${styles.join('\n')}</style></head>`);
  // What index.html is laid out with, and no text.
  return whole.replaceAll(/>\s*\n\s*</g, '><');
}
