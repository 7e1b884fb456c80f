import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

/** What a page has around it. `device` takes it from its `Surroundings`, so that a simulation can hand down another. */
const OUTSIDE: readonly string[] = [
  ...['performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate'],
  ...['requestIdleCallback', 'requestAnimationFrame', 'crypto', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'],
  ...['navigator', 'location', 'document', 'history', 'window', 'self', 'globalThis', 'isSecureContext'],
  ...['indexedDB', 'caches', 'localStorage', 'sessionStorage', 'BroadcastChannel', 'MessageChannel', 'Worker'],
  ...['addEventListener', 'removeEventListener', 'dispatchEvent'],
];

/** Where a page or a worker hands down its global scope, as the default of a parameter, and nothing more. */
const DOORS: readonly string[] = ['open', 'drain-in-worker', 'forget-unneeded', 'update'].map(
  (name) => `src/device/${name}.ts`,
);

/** `open` of `idb` reads the global database. */
const DATABASE = 'src/device/store/indexed-db.ts';

const files = ['src/device', 'src/sealing'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name)),
);

test('the device reads clock, chance, network, locks, channels and page events from its surroundings alone', () => {
  const found = files.flatMap((file) => {
    const read = outsideReads(readFileSync(file, 'utf8'), file);
    // Encryption reads no clock and keeps no state, so the whole of `sealing` is passed in.
    const isSealing = file.startsWith('src/sealing/');
    const may = (name: string) =>
      (name === 'globalThis' && DOORS.includes(file)) ||
      (name === 'crypto' && isSealing) ||
      (name === 'openDB' && file === DATABASE);
    return read.filter((name) => !may(name)).map((name) => `${file} reads ${name}`);
  });
  expect(found).toEqual([]);
  for (const door of DOORS) expect(outsideReads(readFileSync(door, 'utf8'), door)).toEqual(['globalThis']);
});

test.each([
  ['setTimeout(act, 5);', ['setTimeout']],
  ['const later = () => [1].map(() => fetch("/"));', ['fetch']],
  ['const day = { now: Date.now };', ['Date.now']],
  ['const day = new Date();', ['new Date()']],
  ['const one = Math.random();', ['Math.random']],
  ['const { locks } = navigator;', ['navigator']],
  ["import { openDB } from 'idb'; openDB('x');", ['openDB']],
  ['function ask({ fetch }: Parts) { return fetch("/"); }', []],
  ['const ask = (around: Around) => around.fetch(new Date(0), { crypto: 1 });', []],
  ['type Send = typeof globalThis.fetch; let send: Send;', []],
  ['function one(fetch: Send) {} function other() { fetch("/"); }', ['fetch']],
])('of %s it finds %j', (source, expected) => {
  expect(outsideReads(source, 'example.ts')).toEqual(expected);
});

interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

function outsideReads(source: string, file: string): readonly string[] {
  const { program, errors } = parseSync(file, source);
  expect(errors).toEqual([]);
  const found = new Set<string>();
  read(program, new Set(bindingsIn(program)), (name) => found.add(name));
  return [...found];
}

/** Reports each free name of the outside, with the names that are bound around it left out. */
function read(node: unknown, bound: ReadonlySet<string>, report: (name: string) => void): void {
  if (Array.isArray(node)) for (const one of node) read(one, bound, report);
  if (!isNode(node)) return;
  const text = nameOf(node);
  if (isType(node.type)) return;
  if (/Function/.test(node.type)) bound = new Set([...bound, ...bindingsIn(node.params), ...bindingsIn(node.body)]);
  if (text !== undefined && !bound.has(text.split(/[. ]/)[0] ?? '')) report(text);
  for (const [part, value] of Object.entries(node)) {
    const isName = (part === 'property' || part === 'key') && node.computed !== true;
    if (!(isName && node.shorthand !== true)) read(value, bound, report);
  }
}

function nameOf(node: Node): string | undefined {
  const { type, name, object, property, callee, source } = node;
  if (type === 'Identifier' && OUTSIDE.includes(String(name))) return String(name);
  if (type === 'MemberExpression' && isNode(object) && isNode(property)) {
    const member = `${object.name}.${property.name}`;
    if (member === 'Date.now' || member === 'Math.random') return member;
  }
  if (type === 'NewExpression' && isNode(callee) && callee.name === 'Date')
    return Array.isArray(node.arguments) && node.arguments.length === 0 ? 'new Date()' : undefined;
  const isIdb = type === 'ImportDeclaration' && isNode(source) && source.value === 'idb';
  return isIdb && JSON.stringify(node.specifiers).includes('"openDB"') ? 'openDB' : undefined;
}

/** Names that a pattern, or the declarations of a body, bind; not those of functions within. */
function bindingsIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(bindingsIn);
  if (!isNode(node) || isType(node.type)) return [];
  switch (node.type) {
    case 'Identifier':
      return [String(node.name)];
    case 'ObjectPattern':
      return bindingsIn(node.properties);
    case 'Property':
      return bindingsIn(node.value);
    case 'AssignmentPattern':
      return bindingsIn(node.left);
    case 'ArrayPattern':
      return bindingsIn(node.elements);
    case 'RestElement':
      return bindingsIn(node.argument);
    case 'VariableDeclaration':
      return bindingsIn(node.declarations);
    case 'VariableDeclarator':
      return bindingsIn(node.id);
    case 'Program':
    case 'BlockStatement':
      return Array.isArray(node.body) ? node.body.flatMap(declaredBy) : [];
    default:
      return [];
  }
}

function declaredBy(statement: unknown): readonly string[] {
  if (!isNode(statement)) return [];
  if (statement.type === 'ExportNamedDeclaration') return declaredBy(statement.declaration);
  return statement.type === 'VariableDeclaration' ? bindingsIn(statement) : [];
}

/** Types read nothing; what casts and narrows holds an expression. */
function isType(type: string): boolean {
  return /^TS/.test(type) && !/^TS(As|NonNull|Satisfies)/.test(type);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
