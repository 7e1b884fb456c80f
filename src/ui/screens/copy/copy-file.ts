/** Its style goes by tags, and the sheet is readable without it. */
const STYLE = `<style>
html { color-scheme: light dark; font: 1rem/1.4 system-ui, sans-serif }
body { max-width: 48rem; margin: auto; padding: 1rem; overflow-wrap: anywhere }
h1, h2, p, ul { margin: .25rem 0; break-after: avoid }
aside > div { display: flex; gap: 1rem; align-items: center }
svg { flex: none; width: 6rem }
table { width: 100%; border-collapse: collapse }
tbody { border-top: 1px solid }
th, td { padding: .25rem 0; font-weight: 400; text-align: start; vertical-align: top }
@page { size: A4; margin: 14mm }
@media print { html { font-size: 9pt } body { padding: 0 } }
</style>`;

/** Makes a page without script, which reads the same anywhere, of the sheet on screen. */
export function copyFile(sheet: Element, title: string): Blob {
  const { lang, dir } = document.documentElement;
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>${STYLE}`;
  const page = `<!doctype html><html lang="${lang}" dir="${dir}"><head>${head}</head><body>${sheet.outerHTML}</body></html>\n`;
  return new Blob([page], { type: 'text/html' });
}
