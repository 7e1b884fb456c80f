// The app from its sources in front of an endpoint: the endpoint fills the page in, and Vite serves what the page names.
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes into a folder what the endpoint takes for a release (`ASSETS_DIR`): the page as it is in the sources. */
export function writeSourceRelease(folder) {
  copyFileSync('index.html', join(folder, 'index.html'));
  writeFileSync(join(folder, '.release.json'), '{"name":"dev"}');
}

/** Settings of Vite's server; `origin` is that of the endpoint. */
export function inFrontOf(origin) {
  // A response is taken from the endpoint's own pages only.
  const proxied = { target: origin, changeOrigin: true, headers: { origin } };
  return {
    server: { proxy: { '/api': proxied, '/surveys': proxied, '^/p/': proxied } },
    plugins: [{ name: 'survey-pages', configureServer: (server) => servePages(server, origin) }],
  };
}

function servePages({ middlewares, transformIndexHtml }, origin) {
  middlewares.use(async (request, response, next) => {
    if (new URL(request.url, 'http://localhost').pathname !== '/') return next();
    try {
      const page = await fetch(`${origin}${request.url}`);
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(await transformIndexHtml(request.url, await page.text()));
    } catch (error) {
      next(error);
    }
  });
}
