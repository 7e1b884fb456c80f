import type { Plugin, Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;

/** Puts the style of the first screens into the page itself: one request less, and the opening paints with the document. */
export function inlineStyles(): Plugin {
  return {
    name: 'inline-styles',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) => (bundle ? withStyles(html, bundle) : html),
    },
  };
}

function withStyles(html: string, bundle: Bundle): string {
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
  // The whitespace between the elements of index.html, which holds no text.
  return whole.replaceAll(/>\s*\n\s*</g, '><');
}
