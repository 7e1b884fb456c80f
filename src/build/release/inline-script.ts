import { build, type Plugin, type ResolvedConfig } from 'vite';
import { transformPage } from '../transform-page.ts';

/** Puts a script, with all that it imports, into the page itself in place of a mark: it is there before anything is fetched. */
export function inlineScript(
  mark: string,
  entry: string,
  define: (config: ResolvedConfig) => Readonly<Record<string, string>> = () => ({}),
): Plugin {
  return transformPage('inline-script', async (html, config) => {
    if (!html.includes(mark)) return html;
    const code = await compiled(entry, config, define(config));
    return html.replace(mark, () => `<script>${code}</script>`);
  });
}

/** One classic script, small in every mode: the page of the dev server is the page that people get. */
export async function compiled(
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
