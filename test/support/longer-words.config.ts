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
        if (!/\/src\/words\/compiled\/respondent\/en\/\w+\.mjs$/.test(id)) return undefined;
        const texts = join(process.cwd(), 'test/support/pseudo-texts.ts');
        return [
          `import { lengthen } from ${JSON.stringify(texts)};`,
          code.replace('export const words =', 'const short ='),
          'export const words = lengthen(short);',
        ].join('\n');
      },
    },
  ],
};

export default config;
