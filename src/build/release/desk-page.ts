import type { Plugin } from 'vite';

/** Where the desk's page stands in the sources, and in the release. */
export const DESK_SOURCE = 'src/desk/index.html';
const DESK_PAGE = 'organisateur/index.html';

/** Gives the desk's page its address, `/organisateur`, in the release and in the dev server. */
export function deskPage(): Plugin {
  return {
    name: 'desk-page',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle[DESK_SOURCE];
      if (page) page.fileName = DESK_PAGE;
    },
    configureServer(server) {
      server.middlewares.use((request, _, next) => {
        if (/^\/organisateur\/?(\?|$)/.test(request.url ?? '')) request.url = `/${DESK_SOURCE}`;
        next();
      });
    },
  };
}
