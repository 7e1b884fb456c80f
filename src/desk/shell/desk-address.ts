import { useEffect, useState } from 'preact/hooks';

export const PAGES = [
  'participation',
  'crossing',
  'inviting',
  'quality',
  'moderating',
  'contacting',
  'exporting',
  'conducting',
] as const;
export type Page = (typeof PAGES)[number];

/** `#/<page>?s=<survey>&…`: what is on screen can be reloaded, kept and sent. The token is never in it. */
export interface DeskAddress {
  readonly page: Page;
  readonly query: URLSearchParams;
}

export function readAddress(hash: string): DeskAddress {
  const [, name = '', search = ''] = /^#\/([a-z-]*)(?:\?(.*))?$/.exec(hash) ?? [];
  return { page: PAGES.find((one) => one === name) ?? 'participation', query: new URLSearchParams(search) };
}

export function addressTo(page: Page, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const search = new URLSearchParams(given).toString();
  return `#/${page}${search && `?${search}`}`;
}

export function useAddress(): DeskAddress {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const change = () => setHash(location.hash);
    addEventListener('hashchange', change);
    return () => removeEventListener('hashchange', change);
  }, []);
  return readAddress(hash);
}
