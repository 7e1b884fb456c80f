import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CssNode, generate, parse, walk } from 'css-tree';
import { expect, test } from 'vitest';

/** The scale is in `src/ui/elements/tokens.css`. Ceilings as reached: they are only lowered. */
const LINES = { 'src/ui': 5_619, 'src/desk': 2_163 } as const;
const FONT_SIZES = 10;
const SPACES = 12;
const WIDTHS = 6;

const SPACE = /^(?:margin|padding)(?:-|$)|^(?:row-|column-)?gap$/;
const files = Object.keys(LINES).flatMap((house) =>
  readdirSync(house, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css'))
    .map((name) => ({ house, text: readFileSync(join(house, name), 'utf8') })),
);
const styles = files.map(({ text }) => parse(text));

test.each(Object.entries(LINES))('the styles of %s have %i lines at most', (house, ceiling) => {
  const lines = files.filter((file) => file.house === house).map(({ text }) => text.split('\n').length - 1);
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.reduce((total, count) => total + count, 0)).toBeLessThanOrEqual(ceiling);
});

test(`screens have ${FONT_SIZES} font sizes at most`, () => {
  expect(fontSizesIn(parse('a { font-size: 1rem; & b { font: 400 2rem/1.5 serif } }'))).toEqual(['1rem', '2rem']);
  expect(fontSizesIn(parse('@media print { a { font-size: 9pt } } @page { font: 8pt serif }'))).toEqual([]);
  expect(distinct(fontSizesIn).length).toBeLessThanOrEqual(FONT_SIZES);
});

test(`margins, paddings and gaps have ${SPACES} sizes at most`, () => {
  expect(spacesIn(parse('a { margin: -1rem auto 0; padding: calc(50% - 2px) 0 } b { inset: 3px; gap: 1rem }'))).toEqual(
    ['1rem', '50%', '2px', '1rem'],
  );
  expect(distinct(spacesIn).length).toBeLessThanOrEqual(SPACES);
});

test(`layouts change at ${WIDTHS} widths at most`, () => {
  expect(
    widthsIn(parse('@media (min-width: 9rem) and (height > 7rem) {} @container a (inline-size < 8rem) {}')),
  ).toEqual(['9rem', '8rem']);
  expect(distinct(widthsIn).length).toBeLessThanOrEqual(WIDTHS);
});

test('no module styles the markup of another', () => {
  expect(files.filter(({ text }) => text.includes(':global('))).toEqual([]);
});

function distinct(of: (style: CssNode) => readonly string[]): readonly string[] {
  return [...new Set(styles.flatMap(of))].sort();
}

/** What a `font` says before its line height and family is a size too; `inherit` is none. */
function fontSizesIn(style: CssNode): readonly string[] {
  return declarationsIn(style).flatMap(({ property, value }) => {
    if (property === 'font-size') return generate(value) === 'inherit' ? [] : [generate(value)];
    const size = property === 'font' && / (\S+?)\s*\//.exec(generate(value));
    return size ? [size[1] ?? ''] : [];
  });
}

function spacesIn(style: CssNode): readonly string[] {
  return declarationsIn(style).flatMap(({ property, value }) => (SPACE.test(property) ? lengthsIn(value) : []));
}

function widthsIn(style: CssNode): readonly string[] {
  const found: string[] = [];
  walk(style, (node) => {
    if (node.type === 'Atrule' && node.prelude)
      found.push(
        ...[...generate(node.prelude).matchAll(/(?:width|inline-size)(?::|[<>]=?)([\d.]+\w+)/g)].map(
          ([, width = '']) => width,
        ),
      );
  });
  return found;
}

/** Lengths and percentages but for zero, without their sign. */
function lengthsIn(value: CssNode): readonly string[] {
  const found: string[] = [];
  walk(value, (node) => {
    const unit = node.type === 'Dimension' ? node.unit : node.type === 'Percentage' ? '%' : undefined;
    if (unit !== undefined && 'value' in node && Number(node.value) !== 0)
      found.push(`${Math.abs(Number(node.value))}${unit}`);
  });
  return found;
}

/** Those for screens: on paper other sizes are right. */
function declarationsIn(style: CssNode): readonly { readonly property: string; readonly value: CssNode }[] {
  const found: { readonly property: string; readonly value: CssNode }[] = [];
  walk(style, {
    enter(node: CssNode) {
      if (node.type === 'Atrule' && (node.name === 'page' || (node.prelude && /print/.test(generate(node.prelude)))))
        return walk.skip;
      if (node.type === 'Declaration') found.push({ property: node.property, value: node.value });
      return undefined;
    },
  });
  return found;
}
