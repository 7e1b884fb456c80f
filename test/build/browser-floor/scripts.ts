import type { Identifier } from '@mdn/browser-compat-data';
import { type AnyNode, type Pattern, parse } from 'acorn';
import { api, builtins, lackingIn, part } from './known.ts';

/** Safari 16.4 is the last of the floor to have all of its syntax, and has none of the next edition's. */
const EDITION = 2022;

/** Objects that every script finds, with the interfaces that they are of. */
const INTERFACES: Readonly<Record<string, readonly string[]>> = {
  navigator: ['Navigator', 'WorkerNavigator'],
  document: ['Document', 'Node', 'EventTarget'],
  history: ['History'],
  location: ['Location'],
  performance: ['Performance'],
  crypto: ['Crypto'],
  caches: ['CacheStorage'],
  indexedDB: ['IDBFactory'],
  'navigator.locks': ['LockManager'],
  'navigator.storage': ['StorageManager'],
  'navigator.serviceWorker': ['ServiceWorkerContainer', 'EventTarget'],
};
const GLOBALS = ['Window', 'ServiceWorkerGlobalScope', 'WorkerGlobalScope'];
const GLOBAL_NAMES = ['globalThis', 'window', 'self'];

/** What the data calls a member `name`, whatever it is a member of. */
const membersNamed = new Map<string, Identifier[]>();
for (const whole of [api, builtins, part(builtins, 'Intl')])
  for (const owner of Object.keys(whole ?? {}))
    for (const name of Object.keys(part(whole, owner) ?? {})) see(name, part(part(whole, owner), name));

function see(name: string, member: Identifier | undefined): void {
  if (member?.__compat) membersNamed.set(name, [...(membersNamed.get(name) ?? []), member]);
}

export interface Script {
  readonly nodes: readonly AnyNode[];
  readonly declared: ReadonlySet<string>;
}

/** Throws on syntax of a later edition than the floor's. */
export function readScript(text: string, sourceType: 'module' | 'script'): Script {
  const nodes = nodesOf(parse(text, { ecmaVersion: EDITION, sourceType }));
  return { nodes, declared: new Set(nodes.flatMap(declaredBy)) };
}

/** The names that scripts give to members of their own objects: a browser's feature of that name is not meant, unless asked for with `in`. */
export function ownNames(scripts: readonly Script[]): readonly string[] {
  const nodes = scripts.flatMap((script) => script.nodes);
  const asked = new Set(nodes.flatMap(askedBy));
  return nodes.flatMap(namedBy).filter((name) => !asked.has(name));
}

function askedBy(node: AnyNode): readonly string[] {
  return node.type === 'BinaryExpression' && node.operator === 'in' ? namesIn([nameOf(node.left, true)]) : [];
}

/**
 * What a script uses that the floor lacks: globals, members of objects that every script finds, and members of anything
 * else where the data knows that name on newer features alone. A name that an older feature has too passes: the types,
 * held to ES2022, are what tells `[].with()` from `map.with()`.
 */
export function newerInScript({ nodes, declared }: Script, own: ReadonlySet<string>): readonly string[] {
  const found = nodes.flatMap((node) => newerIn(node, declared));
  return [...new Set(found)].filter((name) => !name.startsWith('.') || !own.has(name.slice(1)));
}

function namedBy(node: AnyNode): readonly string[] {
  if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression')
    return namesIn([nameOf(node.left.property, node.left.computed)]);
  if (node.type === 'ObjectExpression')
    return namesIn(node.properties.map((one) => (one.type === 'Property' ? nameOf(one.key, one.computed) : undefined)));
  return node.type === 'MethodDefinition' || node.type === 'PropertyDefinition'
    ? namesIn([nameOf(node.key, node.computed)])
    : [];
}

function namesIn(names: readonly (string | undefined)[]): readonly string[] {
  return names.filter((name) => name !== undefined);
}

function newerIn(node: AnyNode, declared: ReadonlySet<string>): readonly string[] {
  if (node.type === 'Identifier') return declared.has(node.name) ? [] : lackingGlobal(node.name);
  if (node.type === 'MemberExpression') {
    const name = nameOf(node.property, node.computed);
    return name === undefined ? [] : lackingMember(pathOf(node.object, declared), name);
  }
  if (node.type !== 'ObjectPattern') return [];
  return node.properties.flatMap((one) => {
    const name = one.type === 'Property' ? nameOf(one.key, one.computed) : undefined;
    return name === undefined ? [] : lackingMember(undefined, name);
  });
}

function lackingGlobal(name: string): readonly string[] {
  const features = [part(builtins, name), part(api, name), ...GLOBALS.map((scope) => part(api[scope], name))];
  return lackingInAll(features) ? [name] : [];
}

/** `of` is the global or well-known object whose member it is, where that can be read. */
function lackingMember(of: string | undefined, name: string): readonly string[] {
  if (of !== undefined && GLOBAL_NAMES.includes(of)) return lackingGlobal(name);
  const own =
    of === undefined
      ? []
      : [
          part(part(api, of), `${name}_static`),
          part(part(builtins, of), name),
          ...(INTERFACES[of] ?? []).map((one) => part(part(api, one), name)),
        ];
  const features = own.some(Boolean) ? own : (membersNamed.get(name) ?? []);
  return lackingInAll(features) ? [`${own.some(Boolean) ? of : ''}.${name}`] : [];
}

function lackingInAll(features: readonly (Identifier | undefined)[]): boolean {
  const known = features.filter((one) => one?.__compat);
  return known.length > 0 && known.every((one) => lackingIn(one).length > 0);
}

/** `navigator.locks` of `navigator.locks.request`; nothing where it begins with a name that the script declares. */
function pathOf(node: AnyNode, declared: ReadonlySet<string>): string | undefined {
  if (node.type === 'ChainExpression') return pathOf(node.expression, declared);
  if (node.type === 'Identifier') return declared.has(node.name) ? undefined : node.name;
  if (node.type !== 'MemberExpression') return undefined;
  const of = pathOf(node.object, declared);
  const name = nameOf(node.property, node.computed);
  if (of === undefined || name === undefined) return undefined;
  return GLOBAL_NAMES.includes(of) ? name : `${of}.${name}`;
}

function nameOf(key: AnyNode, isComputed: boolean): string | undefined {
  if (key.type === 'Identifier') return isComputed ? undefined : key.name;
  if (key.type === 'Literal' && typeof key.value === 'string') return key.value;
  return key.type === 'TemplateLiteral' && key.expressions.length === 0
    ? (key.quasis[0]?.value.cooked ?? undefined)
    : undefined;
}

/** Identifiers in positions that name a member or a label, rather than a variable. */
const NAMING: Readonly<Record<string, readonly string[]>> = {
  MemberExpression: ['property'],
  Property: ['key'],
  MethodDefinition: ['key'],
  PropertyDefinition: ['key'],
  LabeledStatement: ['label'],
  BreakStatement: ['label'],
  ContinueStatement: ['label'],
  ImportSpecifier: ['imported'],
  ExportSpecifier: ['exported'],
  MetaProperty: ['meta', 'property'],
};

function nodesOf(program: AnyNode): readonly AnyNode[] {
  const nodes: AnyNode[] = [program];
  // Those it finds are gone through in their turn.
  for (const node of nodes) {
    const names = 'computed' in node && node.computed ? [] : (NAMING[node.type] ?? []);
    for (const [name, value] of Object.entries(node))
      if (!names.includes(name))
        for (const part of Array.isArray(value) ? value : [value]) if (isNode(part)) nodes.push(part);
  }
  return nodes;
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** In whichever scope: in a minified file no variable has the name of something global. */
function declaredBy(node: AnyNode): readonly string[] {
  switch (node.type) {
    case 'VariableDeclarator':
      return boundBy(node.id);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [...(node.id ? [node.id.name] : []), ...node.params.flatMap(boundBy)];
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node.id ? [node.id.name] : [];
    case 'CatchClause':
      return node.param ? boundBy(node.param) : [];
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return [node.local.name];
    default:
      return [];
  }
}

function boundBy(pattern: Pattern): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ArrayPattern':
      return pattern.elements.flatMap((one) => (one ? boundBy(one) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap((one) => boundBy(one.type === 'Property' ? one.value : one.argument));
    case 'AssignmentPattern':
      return boundBy(pattern.left);
    case 'RestElement':
      return boundBy(pattern.argument);
    default:
      return [];
  }
}
