import { createHash } from 'node:crypto';
import { build, type Plugin, type ResolvedConfig, type Rolldown } from 'vite';
import { transformPage } from '../transform-page.ts';
import { graphOf } from './lazy-imports.ts';

type Bundle = Rolldown.OutputBundle;

/** In the script of the page's head, in place of the name of the file. */
const MARK = '/results-ahead.js';

/** The files that the index of the results loads, and those that its other pages add. */
const INDEX = [
  'src/ui/shell/elsewhere.tsx',
  'src/ui/screens/results/results-page.tsx',
  'src/device/asking/published-shelf.ts',
  'src/ui/presentation/fetch-presentation.ts',
];
const INNER = ['src/ui/screens/results/inner-pages.tsx'];
const OTHERS = ['src/ui/words/other-languages.ts'];

/** The scripts of the page itself by their marks, one of which names the script that fetches ahead what the results need, and that one. */
export function earlyScripts(inPage: Readonly<Record<string, string>>, ahead: string): Plugin[] {
  let config: ResolvedConfig;
  return [
    ...Object.entries(inPage).map(([mark, file]) => inlineScript(mark, file)),
    {
      name: 'early-scripts',
      enforce: 'post',
      apply: 'build',
      applyToEnvironment: (environment) => environment.name === 'client',
      configResolved(resolved) {
        config = resolved;
      },
      generateBundle: {
        // After the page has been written.
        order: 'post',
        async handler(_, bundle) {
          const first = filesOf(['src/survey-start.tsx'], bundle);
          const files = (modules: readonly string[], loaded: readonly string[] = []) =>
            filesOf(modules, bundle).filter((file) => !first.includes(file) && !loaded.includes(file));
          const index = files(INDEX);
          const source = await compiled(ahead, config, {
            INDEX: JSON.stringify(index),
            INNER: JSON.stringify(files(INNER, index)),
            OTHERS: JSON.stringify(files(OTHERS, index)),
          });
          const fileName = `assets/ahead-${createHash('sha256').update(source).digest('hex').slice(0, 7)}.js`;
          this.emitFile({ type: 'asset', fileName, source });
          const page = bundle['index.html'];
          if (page?.type !== 'asset' || !String(page.source).includes(MARK)) return this.error(`No page names ${MARK}`);
          page.source = String(page.source).replace(MARK, `/${fileName}`);
        },
      },
    },
  ];
}

/** The addresses of the chunks that hold these modules, of all that they import statically, and of their styles. */
function filesOf(modules: readonly string[], bundle: Bundle): readonly string[] {
  const chunks = Object.values(bundle).flatMap((one) => (one.type === 'chunk' ? [one] : []));
  const files = new Set<string>();
  for (const module of modules) {
    const holding = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/${module}`)));
    if (!holding) throw new Error(`No chunk holds ${module}`);
    graphOf(holding.fileName, bundle, files);
  }
  const all = chunks
    .filter(({ fileName }) => files.has(fileName))
    .flatMap(({ fileName, viteMetadata }) => [fileName, ...(viteMetadata?.importedCss ?? [])]);
  return [...new Set(all)].map((file) => `/${file}`);
}

/** Puts a script, with all that it imports, into the page itself in place of a mark: it is there before anything is fetched. */
function inlineScript(mark: string, entry: string): Plugin {
  return transformPage('inline-script', async (html, config) => {
    if (!html.includes(mark)) return html;
    // The dev server has no chunks to fetch ahead.
    const address = config.command === 'build' ? MARK : '';
    const code = await compiled(entry, config, { RESULTS_AHEAD: JSON.stringify(address) });
    return html.replace(mark, () => `<script>${code}</script>`);
  });
}

/** One classic script, small in every mode: the page of the dev server is the page that people get. */
async function compiled(
  input: string,
  { root, build: { target } }: ResolvedConfig,
  define: Readonly<Record<string, string>>,
): Promise<string> {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    define,
    build: {
      ...(target === false ? {} : { target }),
      write: false,
      copyPublicDir: false,
      modulePreload: false,
      rolldownOptions: { input, output: { format: 'iife' } },
    },
  });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const [script, ...others] = outputs;
  if (script?.type !== 'chunk' || others.length > 0) throw new Error(`${input} is not one script`);
  // In a page, this would end the script.
  if (script.code.includes('</')) throw new Error(`${input} holds "</"`);
  return script.code.trim();
}
