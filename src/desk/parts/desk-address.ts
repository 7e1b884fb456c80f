import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const PAGES = [
  'participation',
  'questions',
  'crossing',
  'inviting',
  'quality',
  'texts',
  'moderating',
  'contacting',
  'exporting',
  'dossier',
  'conducting',
] as const;
export type Page = (typeof PAGES)[number];

/** The pages that are of no survey that is served. */
const SITE_PAGES = ['surveys', 'survey', 'colleagues', 'journal', 'guide'] as const;
export type SitePage = (typeof SITE_PAGES)[number];

export function isSitePage(page: Page | SitePage): page is SitePage {
  return SITE_PAGES.some((one) => one === page);
}

export function addressTo(page: Page | SitePage, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const search = new URLSearchParams(given).toString();
  return `#/${page}${search && `?${search}`}`;
}

/** Reads `#/<page>?s=<survey>&…`: what is on screen can be reloaded, kept and sent. The token is never in it. */
export function useAddress() {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const change = () => setHash(location.hash);
    addEventListener('hashchange', change);
    return () => removeEventListener('hashchange', change);
  }, []);
  const [, name = '', search = ''] = /^#\/([a-z-]*)(?:\?(.*))?$/.exec(hash) ?? [];
  const page = [...PAGES, ...SITE_PAGES].find((one) => one === name);
  return { page: page ?? 'participation', query: new URLSearchParams(search) };
}

/** Counts what is left to do on a page, for its tab, and the responses of today; absent where it is not known. */
export type OpenCounts = Readonly<Partial<Record<Page | 'today', number | undefined>>>;
export type TakeCounts = (counts: OpenCounts) => void;

/** Titles the document for a page, and puts the focus on the heading of each but the first, which came with the document. */
export function usePageTitle(title: string): RefObject<HTMLDivElement | null> {
  const content = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = title;
    if (!isFirst.current) content.current?.querySelector('h1')?.focus();
    isFirst.current = false;
  }, [title]);
  return content;
}
