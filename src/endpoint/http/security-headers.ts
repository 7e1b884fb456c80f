import { createHash } from 'node:crypto';

/** For JSON and files to save: nothing in them may ever run or be framed. `Clear-Site-Data` is never sent: it would empty outboxes. */
export const API_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/** Makes the headers of a reply that is no JSON of the API; a browser saves it as a file where it has a name. */
export function bodyHeaders(type: string, name?: string): Record<string, string> {
  return {
    ...API_HEADERS,
    'Content-Type': type,
    ...(name !== undefined && { 'Content-Disposition': `attachment; filename="${name}"` }),
    'Cache-Control': 'no-store',
  };
}

/** A block of data is none of its scripts. */
const INLINE = {
  script: /<script(?![^>]*\s(?:src[\s=]|type="application\/json"))[^>]*>([\s\S]*?)<\/script>/g,
  style: /<style[^>]*>([\s\S]*?)<\/style>/g,
} as const;

/** Headers of a file that is no page. Browsers ask its page what it may do, and it may do nothing by itself. A third of a kilobyte less than a page's. */
export const FILE_HEADERS = API_HEADERS;

/**
 * Headers of the JSON of surveys, which a browser shows as text: it is no document, so a policy would apply to nothing. It is public and
 * the same for all, and as JSON with `nosniff` no other site can show or run it, so that there is nothing for
 * `Cross-Origin-Resource-Policy` to protect.
 */
export const DATA_HEADERS = { 'X-Content-Type-Options': API_HEADERS['X-Content-Type-Options'] } as const;

/**
 * Headers of the scripts, styles and fonts of the release, which are no documents either. The desk shows a draft in a frame without an
 * origin, which asks for them as another site would.
 */
export const RELEASE_HEADERS = {
  'X-Content-Type-Options': API_HEADERS['X-Content-Type-Options'],
  'Access-Control-Allow-Origin': '*',
} as const;

/** Lets pages of this site show a page in a frame, and no others. */
export function framedBySelf(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { 'Content-Security-Policy': policy = '', ...others } = headers;
  return { ...others, 'Content-Security-Policy': policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'") };
}

/** Headers of a link's preview picture, which messengers and other sites embed in their own pages. */
export const PREVIEW_HEADERS = { ...FILE_HEADERS, 'Cross-Origin-Resource-Policy': 'cross-origin' } as const;

/** The headers of a page, or of its worker, which asks for itself. A page's inline style and script are allowed by their digests alone. */
export function pageHeaders(html: string | undefined, frames: "'self'" | "'none'" = "'none'"): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `script-src 'self'${hashes(html, INLINE.script)}`,
    `style-src 'self'${hashes(html, INLINE.style)}`,
    // The picture with which iOS starts the app is in an address (`ui/shell/ios-home-screen.ts`).
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    // The worker's source is the scripts', where no other is named. The desk frames the preview of a draft.
    ...(frames === "'self'" ? ["frame-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    // The page's policy turns the worker's own address into a script URL; the desk's reads a document that runs nothing.
    frames === "'self'" ? 'trusted-types sw documents' : 'trusted-types sw',
  ];
  return {
    ...API_HEADERS,
    'Content-Security-Policy': policy.join('; '),
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}

function hashes(html: string | undefined, inline: RegExp): string {
  if (html === undefined) return '';
  const found = [...html.matchAll(inline)].map(([, text = '']) => text);
  return found.map((text) => ` 'sha256-${createHash('sha256').update(text).digest('base64')}'`).join('');
}
