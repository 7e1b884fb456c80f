import { join } from 'node:path';
import type { UserConfig } from 'vite';
import built from '../../vite.config.ts';

/** Builds the app with longer English words in the interface (`pseudo-texts.ts`). */
const config: UserConfig = {
  ...built,
  plugins: [
    ...(built.plugins ?? []),
    {
      name: 'longer-words',
      enforce: 'pre',
      transform(code, id) {
        if (!/\/src\/ui\/words\/en\/[\w-]+\.ts$/.test(id)) return undefined;
        const texts = join(process.cwd(), 'test/support/pseudo-texts.ts');
        const names = [...code.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
        return [
          `import { lengthen } from ${JSON.stringify(texts)};`,
          code.replaceAll(/^export const (\w+)/gm, 'const $1InShort'),
          ...names.map((name) => `export const ${name} = lengthen(${name}InShort);`),
        ].join('\n');
      },
    },
  ],
};

export default config;
