import { type Plugin, parseSync } from 'vite';
import { typesetIn } from '../words/message.ts';

/** Files that hold French texts. */
const FRENCH = /\/src\/(?:ui\/words\/fr\/[^/]+|ui\/screens\/results\/method\/[^/]+-fr)\.ts$/;

/** Sets no-break spaces and curved apostrophes in the French texts of the interface, so that their sources are typed plainly. */
export function frenchTypography(): Plugin {
  return {
    name: 'french-typography',
    enforce: 'pre',
    transform(code, id) {
      const path = id.split('?')[0] ?? '';
      // No line moves, so the source map stays as it is.
      if (FRENCH.test(path)) return { code: withFrenchTypography(code, path), map: null };
    },
  };
}

export function withFrenchTypography(code: string, path: string): string {
  let at = 0;
  let set = '';
  for (const [start, end] of textsIn(parseSync(path, code).program).sort(([one], [other]) => one - other)) {
    set += code.slice(at, start) + typesetIn(code.slice(start, end), 'fr');
    at = end;
  }
  return set + code.slice(at);
}

/** Returns where the literals and the parts of templates are, without their marks. */
function textsIn(node: unknown): [start: number, end: number][] {
  if (Array.isArray(node)) return node.flatMap(textsIn);
  if (typeof node !== 'object' || node === null) return [];
  const { type, start, end, value } = node as Record<string, unknown>;
  if (type === 'ImportDeclaration') return [];
  if (type === 'Literal' && typeof value === 'string') return [[Number(start) + 1, Number(end) - 1]];
  return type === 'TemplateElement' ? [[Number(start), Number(end)]] : Object.values(node).flatMap(textsIn);
}
