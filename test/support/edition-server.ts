import type { SurveyEntry } from '../../src/core/survey/survey-entry.ts';

type Keeper = 'phone' | 'tablet' | 'network';

/** Files of a survey by path, with `for` if they are not for every phone. */
export type SurveyFiles = Readonly<Record<string, string | readonly [text: string, keeper: Keeper]>>;

/** An in-memory endpoint for the worker: pages of one release, entries, editions. Everything else is 404. */
export interface EditionServer {
  readonly fetch: typeof globalThis.fetch;
  /** Publishes an edition, and returns its entry. */
  readonly publish: (id: string, files: SurveyFiles, entry?: Partial<SurveyEntry>) => Promise<SurveyEntry>;
  readonly withdraw: (id: string) => void;
  /** The releases of the pages that it serves, in order. */
  releases: readonly string[];
  /** Replaces the real reply, if it returns one. */
  answer: (path: string) => Response | undefined;
  /** The requested paths. */
  readonly asked: string[];
}

export function editionServer(release: string): EditionServer {
  const bodies = new Map<string, string>();
  const current = new Map<string, SurveyEntry>();
  const asked: string[] = [];
  const server: EditionServer = {
    releases: [release],
    answer: () => undefined,
    asked,
    withdraw: (id) => void current.delete(id),
    async publish(id, files, changed = {}) {
      const lines = Object.entries(files).map(async ([path, given]) => {
        const [text, keeper] = typeof given === 'string' ? ([given, 'phone'] as const) : given;
        return {
          path,
          integrity: `sha384-${btoa(await digest('SHA-384', text))}`,
          bytes: text.length,
          for: keeper,
          text,
        };
      });
      const listed = (await Promise.all(lines)).sort((one, other) => (one.path < other.path ? -1 : 1));
      const listing = JSON.stringify({ files: listed.map(({ text: _, ...line }) => line) });
      const edition = hex(await digest('SHA-256', listing)).slice(0, 32);
      const root = `/surveys/${id}/${edition}/`;
      bodies.set(`${root}files.json`, listing);
      for (const { path, text } of listed) bodies.set(root + path, text);
      const entry = { id, edition, revision: 1, languages: ['fr'], ...changed };
      current.set(id, entry);
      return entry;
    },
    async fetch(input, init) {
      const path = String(input);
      asked.push(path);
      if (init?.redirect !== 'error') throw new Error('asked without care');
      const response = server.answer(path) ?? answerTo(path);
      const { integrity } = init;
      const body = await response.clone().text();
      if (integrity && integrity !== `sha384-${btoa(await digest('SHA-384', body))}`) throw new TypeError('integrity');
      return response;
    },
  };

  function answerTo(path: string): Response {
    const { pathname, searchParams } = new URL(path, location.origin);
    const body = bodies.get(pathname);
    if (body !== undefined) return new Response(body);
    const home = [...current.values()].find(({ isHome }) => isHome);
    const id = /^\/surveys\/([^/]+)\/current$/.exec(pathname)?.[1];
    const entry = pathname === '/surveys/current' ? home : current.get(id ?? searchParams.get('s') ?? '');
    if (entry && pathname !== '/') return new Response(JSON.stringify(entry));
    return pathname === '/' ? pageOf(entry, searchParams.get('lang')) : new Response('no', { status: 404 });
  }

  function pageOf(entry: SurveyEntry | undefined, language: string | null): Response {
    const [first = '', ...others] = server.releases;
    server.releases = [...others, first];
    const block = `<script type="application/json" id="survey">${entry ? JSON.stringify(entry) : ''}</script>`;
    const headers = { Release: first, 'Content-Type': 'text/html' };
    return new Response(`${first} ${entry?.id} ${language} ${block}`, { headers });
  }

  return server;
}

async function digest(algorithm: string, text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest(algorithm, new TextEncoder().encode(text)));
  return String.fromCharCode(...bytes);
}

function hex(binary: string): string {
  return Array.from(binary, (one) => one.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}
