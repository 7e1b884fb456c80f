import { type Plugin, parseSync } from 'vite';
import { typesetIn } from '../words/message.ts';

/** Files that hold French texts alone, and files that hold them under keys named `fr`. */
const FRENCH = /\/src\/(?:ui\/words\/fr\/[^/]+|(?:desk\/words|ui\/screens\/results\/method)\/[^/]+-fr)\.ts$/;
const BILINGUAL = /\/src\/authoring\/workbook\/report\/[^/]+-sentences\.ts$/;

/** Sets no-break spaces and curved apostrophes in the French texts of the interface, so that their sources are typed plainly. */
export function frenchTypography(): Plugin {
  return {
    name: 'french-typography',
    enforce: 'pre',
    transform(code, id) {
      const path = id.split('?')[0] ?? '';
      const isFrench = FRENCH.test(path);
      // No line moves, so the source map stays as it is.
      if (isFrench || BILINGUAL.test(path)) return { code: withFrenchTypography(code, path, isFrench), map: null };
    },
  };
}

export function withFrenchTypography(code: string, path: string, isFrench: boolean): string {
  const texts = textsIn(parseSync(path, code).program, isFrench).sort(([one], [other]) => one - other);
  let at = 0;
  let set = '';
  for (const [start, end] of texts) {
    set += code.slice(at, start) + typesetIn(code.slice(start, end), 'fr');
    at = end;
  }
  return set + code.slice(at);
}

/** Returns where the literals and the parts of templates are, without their marks. */
function textsIn(node: unknown, isFrench: boolean): [start: number, end: number][] {
  if (Array.isArray(node)) return node.flatMap((one) => textsIn(one, isFrench));
  if (typeof node !== 'object' || node === null) return [];
  const { type, start, end, value, key } = node as Record<string, unknown>;
  if (type === 'ImportDeclaration') return [];
  if (type === 'Literal' && typeof value === 'string') return isFrench ? [[Number(start) + 1, Number(end) - 1]] : [];
  if (type === 'TemplateElement') return isFrench ? [[Number(start), Number(end)]] : [];
  const isUnderFr = type === 'Property' && (key as { name?: string }).name === 'fr';
  return Object.values(node).flatMap((child) => textsIn(child, isFrench || isUnderFr));
}
