import type { Identifier } from '@mdn/browser-compat-data';
import { type CssNode, generate, parse, type WalkContext, walk } from 'css-tree';
import { css, lackingIn, part } from './known.ts';

const { properties, selectors, types } = css;
const atRules = css['at-rules'];

/**
 * Returns what a sheet uses that the floor lacks, and that has neither an older value of the same property before it nor an
 * `@supports` fallback: properties, their values, functions and units, at-rules, what a media query asks, and selectors.
 */
export function newerInStyle(text: string): readonly string[] {
  const sheet = parse(text, { positions: true, onParseError: (error) => fail(error) });
  const found: string[] = [];
  const say = (name: string, feature: Identifier | undefined, prefixes: readonly string[] = []) => {
    if (lackingIn(feature, prefixes).length > 0) found.push(name);
  };
  walk(sheet, function (this: WalkContext, node: CssNode | Feature) {
    if (this.atrule && isSupports(this.atrule)) return;
    switch (node.type) {
      case 'Atrule':
        return say(`@${node.name}`, part(atRules, node.name));
      case 'Feature':
        return say(`@media (${node.name})`, part(atRules?.media, node.name));
      case 'FeatureRange':
        return say('@media (a < b)', part(atRules?.media, 'range_syntax'));
      case 'NestingSelector':
        return say('&', part(selectors, 'nesting'));
      case 'PseudoClassSelector':
        return say(`:${node.name}`, part(selectors, node.name));
      case 'PseudoElementSelector':
        return say(`::${node.name}`, part(selectors, node.name));
      case 'Block':
        return sayDeclarations(node.children.toArray(), say);
      default:
        return;
    }
  });
  return [...new Set(found)].sort();
}

/** Parts of css-tree 3 that the types of version 2 lack. */
interface Feature {
  readonly type: 'Feature' | 'FeatureRange';
  readonly name: string;
}

type Say = (name: string, feature: Identifier | undefined, prefixes?: readonly string[]) => void;

function sayDeclarations(nodes: readonly CssNode[], say: Say): void {
  const named = new Map<string, boolean>();
  const prefixes = (property: string) =>
    [...named.keys()].flatMap((name) =>
      name.endsWith(property) && name !== property ? [name.slice(0, -property.length)] : [],
    );
  for (const node of nodes) if (node.type === 'Declaration') named.set(node.property, false);
  for (const node of nodes) {
    if (node.type !== 'Declaration') continue;
    const { property } = node;
    const values: [string, Identifier | undefined][] = [];
    walk(node.value, (value) => {
      for (const feature of featuresOf(value, property)) values.push([`${property}: ${nameOf(value)}`, feature]);
    });
    say(property, part(properties, property), prefixes(property));
    const isNew = values.some(([, feature]) => lackingIn(feature).length > 0);
    // A browser that cannot read the newer value keeps the older one before it.
    if (isNew && !named.get(property)) for (const [name, feature] of values) say(name, feature);
    if (!isNew) named.set(property, true);
  }
}

function featuresOf(value: CssNode, property: string): readonly (Identifier | undefined)[] {
  const own = part(properties, property);
  switch (value.type) {
    case 'Identifier':
      return [part(own, value.name) ?? part(types?.color, value.name)];
    case 'Function':
      return [
        part(own, value.name) ?? part(types, value.name) ?? part(types?.color, value.name),
        ...['transform-function', 'filter-function', 'gradient', 'image', 'easing-function', 'basic-shape'].map(
          (type) => part(types?.[type], value.name),
        ),
      ];
    case 'Dimension':
      return [unit(value.unit)];
    default:
      return [];
  }
}

function unit(name: string): Identifier | undefined {
  const [, size] = /^([sld])v(?:w|h|i|b|min|max)$/.exec(name) ?? [];
  if (size) return part(types?.length, `viewport_percentage_units_${{ s: 'small', l: 'large', d: 'dynamic' }[size]}`);
  if (/^cq/.test(name)) return part(types?.length, 'container_query_length_units');
  return part(types?.length, name);
}

function nameOf(value: CssNode): string {
  return value.type === 'Function' ? `${value.name}()` : value.type === 'Dimension' ? value.unit : generate(value);
}

function isSupports(node: CssNode): boolean {
  return node.type === 'Atrule' && node.name === 'supports';
}

function fail(error: Error): never {
  throw error;
}
