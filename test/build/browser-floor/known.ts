import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CompatData, Identifier, SimpleSupportStatement } from '@mdn/browser-compat-data';

/** The oldest of each that we promise: README says so to people, `vite.config.ts` to the build. */
export const FLOOR = {
  safari: 16.4,
  safari_ios: 16.4,
  chrome: 111,
  chrome_android: 111,
  webview_android: 111,
  firefox: 121,
  firefox_android: 121,
} as const;

const file = createRequire(import.meta.url).resolve('@mdn/browser-compat-data');
const known = JSON.parse(readFileSync(file, 'utf8')) as CompatData;

export const { api, css, html } = known;
export const { builtins } = known.javascript as { readonly builtins: Identifier };

/** The part of `parent` called `name`, unless that is where the data keeps something else, or nothing. */
export function part(parent: Identifier | undefined, name: string): Identifier | undefined {
  return parent && name !== '__compat' && Object.hasOwn(parent, name) ? parent[name] : undefined;
}

/**
 * The browsers of the floor that lack the feature, or have it in part, behind a flag, or under another name than those
 * with the `prefixes` given. Empty for what the data does not know: our own names, and what is as old as the web.
 */
export function lackingIn(feature: Identifier | undefined, prefixes: readonly string[] = []): readonly string[] {
  const support = feature?.__compat?.support;
  if (!support) return [];
  return Object.entries(FLOOR).flatMap(([browser, version]) => {
    const supported = support[browser as keyof typeof FLOOR] ?? [];
    const statements: readonly SimpleSupportStatement[] = Array.isArray(supported) ? supported : [supported];
    return statements.length === 0 || statements.some((one) => isWhole(one, version, prefixes)) ? [] : [browser];
  });
}

function isWhole(one: SimpleSupportStatement, version: number, prefixes: readonly string[]): boolean {
  const { version_added: added, version_removed: removed } = one;
  const isNamed = one.alternative_name === undefined && (one.prefix === undefined || prefixes.includes(one.prefix));
  const isIn = typeof added === 'string' && Number.parseFloat(added.replace('≤', '')) <= version;
  const isOut = typeof removed === 'string' && Number.parseFloat(removed.replace('≤', '')) <= version;
  return isNamed && isIn && !isOut && one.flags === undefined && one.partial_implementation !== true;
}
