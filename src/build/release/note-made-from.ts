import type { Plugin } from 'vite';
import { MADE_FROM, madeFrom } from '../../authoring/made-from.ts';
import type { SiteSource } from '../site.ts';

/** Notes beside the app what it was made from: an endpoint that has other surveys, or another address, does not serve it. */
export function noteMadeFrom(source: SiteSource, publicUrl: string | undefined): Plugin {
  return {
    name: 'note-made-from',
    applyToEnvironment: (environment) => environment.name === 'client',
    async generateBundle() {
      const { folder } = await source.read();
      const text = JSON.stringify(madeFrom(folder, publicUrl));
      this.emitFile({ type: 'asset', fileName: MADE_FROM, source: text });
    },
  };
}
