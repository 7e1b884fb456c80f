import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { directionOf } from '../../core/language.ts';
import { readGuide } from '../../desk/guide/read-guide.ts';
import { LANGUAGES } from '../../words/languages.ts';
import { readGrid } from '../accessibility/read-grid.ts';
import { checkWords, orderedArguments, type WordsFile } from './check-words.ts';
import { type ArgumentKind, argumentsOf, codeOf, formsIn, readMessage, typesetIn } from './message.ts';

const ROOT = 'src/words';
/** All languages are checked against this one, and it is in the code itself: another one is fetched. */
const SOURCE = 'fr';
/** Languages that take from the source what they lack. */
const OVERLAYS: readonly string[] = ['fr-simple'];
/**
 * In keys of these folders, each part between points opens an object, and `/` is a point of its name; elsewhere the first alone does, and a
 * number at the end.
 */
const NESTED: readonly string[] = ['desk'];
/** Functions of these parts take an object that has their arguments by name. */
const BY_NAME: readonly string[] = ['report'];
/** The part that a page shows first: a module `first-TAG.mjs` in another language, while most others make one, `words-TAG.mjs`. */
const FIRST = 'first';
/** The part that no script says: the endpoint writes it into pages. */
const SERVERS = 'page';

type Tree = { [key: string]: Tree | Leaf };
interface Leaf {
  readonly code: string;
  readonly type: string;
}

/**
 * Compiles `src/words/FOLDER/TAG.json` into modules of texts and functions, with their types, under `src/words/compiled`: a module for
 * each part, which is the first word of a key. The guide, `guide/TAG.md`, becomes a module of each language; the templates of documents,
 * `dossier/NAME.md`, become one. No browser reads messages, nor the Markdown of the guide. Throws `FaultyWords`.
 */
export function writeWords(root = ROOT): void {
  if (root === ROOT) checkLanguages(join(root, 'respondent'));
  const written = readdirSync(root).flatMap((folder) => {
    const from = join(root, folder);
    if (folder === 'guide') return writeGuide(from, join(root, 'compiled/guide'));
    if (folder === 'dossier') return writeTemplates(from, join(root, 'compiled/dossier'));
    if (folder === 'compiled' || !existsSync(join(from, `${SOURCE}.json`))) return [];
    return writeFolder(from, join(root, 'compiled', folder), NESTED.includes(folder));
  });
  const kept = new Set(written);
  const compiled = join(root, 'compiled');
  mkdirSync(compiled, { recursive: true });
  for (const name of readdirSync(compiled, { recursive: true, encoding: 'utf8' })) {
    const path = join(compiled, name);
    // Files of another process, which end otherwise, are being written.
    if (/\.m(?:js|ts)$/.test(path) && !kept.has(path)) rmSync(path);
  }
}

/** Compiles again when a file of words is edited under `npm run dev`. */
export function compiledWords(root = ROOT): Plugin {
  return {
    name: 'compiled-words',
    apply: 'serve',
    configureServer({ watcher }) {
      watcher.on('change', (path) => {
        if (/\.(json|md)$/.test(path) && path.includes(root)) writeWords(root);
      });
    },
  };
}

/** A file of words has faults, which the message names line by line. */
export class FaultyWords extends Error {}

function readWords(path: string): WordsFile {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new FaultyWords(`${path}: ${error.message}`);
    throw error;
  }
}

/** Both name the same languages, or the types of other files are at fault, which says little to a translator. */
function checkLanguages(folder: string): void {
  const tags: readonly string[] = LANGUAGES.map(({ tag }) => tag);
  const files = readdirSync(folder).map((name) => basename(name, '.json'));
  const lines = [
    ...files.filter((tag) => !tags.includes(tag)).map((tag) => `languages.ts has no line for ${folder}/${tag}.json`),
    ...tags.filter((tag) => !files.includes(tag)).map((tag) => `languages.ts names ${tag}: no ${folder}/${tag}.json`),
  ];
  if (lines.length > 0) throw new FaultyWords(lines.join('\n'));
}

function writeFolder(from: string, to: string, isNested: boolean): readonly string[] {
  const files = new Map(readdirSync(from).map((name) => [basename(name, '.json'), readWords(join(from, name))]));
  const languages = [...files.keys()];
  const source = files.get(SOURCE) ?? {};
  const faults = [...files].flatMap(([tag, file]) => checkWords(file, tag, source, OVERLAYS.includes(tag)));
  const lines = faults.map(({ language, key, code, detail }) => `${from}/${language}.json ${key}: ${code} ${detail}`);
  if (lines.length > 0) throw new FaultyWords(lines.join('\n'));
  const parts = [...new Set(Object.keys(source).map((key) => key.split('.')[0] ?? ''))];
  const late = parts.filter((part) => part !== FIRST && part !== SERVERS);
  const types = parts.map((part) => {
    const tree = written(treeOf(part, source, source, SOURCE, isNested), 'type');
    const tags = languages.map((tag) => `'${tag}'`).join(' | ');
    const own = part === FIRST ? ` & { readonly 'app.tag': ${tags}; readonly 'app.dir'?: 'rtl' }` : '';
    return put(join(to, `${part}.d.mts`), `export type ${nameOf(part)} = ${tree}${own};\n`);
  });
  const modules = [...files].flatMap(([tag, file]) => {
    const { code } = formsIn(tag);
    const all = late.map((part) => `export { words as ${part} } from './${part}.mjs';\n`).join('');
    return [
      ...parts.flatMap((part) => {
        const own: Tree = {};
        if (part === FIRST) own['app.tag'] = { code: `'${tag}'`, type: '' };
        if (part === FIRST && directionOf(tag) === 'rtl') own['app.dir'] = { code: "'rtl'", type: '' };
        const body = written({ ...treeOf(part, { ...source, ...file }, source, tag, isNested), ...own }, 'code');
        const head = body.includes('$plural(') ? `${code}\n` : '';
        const type = `import type { ${nameOf(part)} } from '../${part}.d.mts';\nexport declare const words: ${nameOf(part)};\n`;
        return [
          put(join(to, tag, `${part}.mjs`), `${head}export const words = ${body};\n`),
          put(join(to, tag, `${part}.d.mts`), type),
        ];
      }),
      // The names of files that are fetched say the language.
      put(join(to, tag, `first-${tag}.mjs`), `export { words } from './${FIRST}.mjs';\n`),
      put(join(to, tag, `words-${tag}.mjs`), all),
    ];
  });
  return [...types, ...modules, ...(parts.includes(FIRST) ? indexesOf(to, languages, parts, late) : [])];
}

/** `late.mjs` fetches the words of other languages than the source; `all.mjs`, for the endpoint, has all parts of all languages. */
function indexesOf(to: string, languages: readonly string[], parts: readonly string[], late: readonly string[]) {
  const types = parts.map((part) => `import type { ${nameOf(part)} } from './${part}.d.mts';\n`).join('');
  const record = (some: readonly string[]) =>
    `{ ${some.map((part) => `readonly ${part}: ${nameOf(part)};`).join(' ')} }`;
  const others = languages.filter((tag) => tag !== SOURCE);
  const loaders = others.map(
    (tag) =>
      `  '${tag}': { first: () => import('./${tag}/first-${tag}.mjs'), rest: () => import('./${tag}/words-${tag}.mjs') },\n`,
  );
  const imports = languages.flatMap((tag, place) =>
    parts.map((part) => `import { words as ${part}${place} } from './${tag}/${part}.mjs';\n`),
  );
  const all = languages.map(
    (tag, place) => `  '${tag}': { ${parts.map((part) => `${part}: ${part}${place}`).join(', ')} },\n`,
  );
  return [
    put(join(to, 'late.mjs'), `export const LATE = {\n${loaders.join('')}};\n`),
    put(
      join(to, 'late.d.mts'),
      `${types}export type LateWords = ${record(late)};
export declare const LATE: Readonly<
  Record<string, { readonly first: () => Promise<{ readonly words: FirstWords }>; readonly rest: () => Promise<LateWords> }>
>;\n`,
    ),
    put(join(to, 'all.mjs'), `${imports.join('')}export const ALL = {\n${all.join('')}};\n`),
    put(
      join(to, 'all.d.mts'),
      `${types}export declare const ALL: Readonly<Record<${languages.map((tag) => `'${tag}'`).join(' | ')}, ${record(parts)}>>;\n`,
    ),
  ];
}

function writeGuide(from: string, to: string): readonly string[] {
  const type = "export declare const guide: import('../../../desk/guide/guide-text.ts').GuideText;\n";
  return readdirSync(from).flatMap((name) => {
    const tag = basename(name, '.md');
    const guide = readGuide(readFileSync(join(from, name), 'utf8'), (text) => typesetIn(text, tag));
    return [
      put(join(to, `${tag}.mjs`), `export const guide = ${JSON.stringify(guide)};\n`),
      put(join(to, `${tag}.d.mts`), type),
    ];
  });
}

/** Puts the templates of documents, which the law wants in French, into one module by their names; another has what they say of accessibility. */
function writeTemplates(from: string, to: string): readonly string[] {
  const setNode = (_: string, node: unknown) => (typeof node === 'string' ? typesetIn(node, SOURCE) : node);
  const texts = readdirSync(from).map((name) => {
    const text = typesetIn(readFileSync(join(from, name), 'utf8'), SOURCE);
    return [basename(name, '.md'), text] as const;
  });
  const names = texts.map(([name]) => `'${name}'`).join(' | ');
  const type = "import('../../../dossier/conformity.ts').AccessibilityGrid";
  return [
    put(join(to, 'grid.mjs'), `export const grid = ${JSON.stringify(readGrid().grid, setNode)};\n`),
    put(join(to, 'grid.d.mts'), `export declare const grid: ${type};\n`),
    put(join(to, 'templates.mjs'), `export const templates = ${JSON.stringify(Object.fromEntries(texts))};\n`),
    put(join(to, 'templates.d.mts'), `export declare const templates: Readonly<Record<${names}, string>>;\n`),
  ];
}

function treeOf(part: string, file: WordsFile, source: WordsFile, language: string, isNested: boolean): Tree {
  const { forms } = formsIn(language);
  const tree: Tree = {};
  for (const [key, { description = '', defaultMessage: original }] of Object.entries(source)) {
    const [first, ...rest] = key.split('.');
    if (first !== part) continue;
    const elements = readMessage(file[key]?.defaultMessage ?? original);
    const kinds = argumentsOf(readMessage(original));
    const names = orderedArguments(description);
    const text = codeOf(elements, language, forms);
    const typed = names.map((name) => `${name}: ${TYPES[kinds.get(name) ?? 'any']}`).join(', ');
    const [open, close] = BY_NAME.includes(part) ? ['{', '}'] : ['', ''];
    const type = open ? 'words: Readonly<Record<string, string | number>>' : typed;
    const leaf =
      names.length === 0
        ? { code: text, type: 'string' }
        : { code: `(${open}${names.join(', ')}${close}) => ${text}`, type: `(${type}) => string` };
    place(tree, isNested ? rest.map((one) => one.replaceAll('/', '.')) : listed(rest.join('.')), leaf);
  }
  return tree;
}

/** A key that ends in a number is one of a list: `why.0`. */
function listed(key: string): readonly string[] {
  const [, list, place] = key.match(/^(.+)\.(\d+)$/) ?? [];
  return list && place ? [list, place] : [key];
}

const TYPES: Readonly<Record<ArgumentKind, string>> = {
  any: 'string | number',
  number: 'number',
  boolean: 'boolean',
  optional: 'string | undefined',
  string: 'string',
};

function place(tree: Tree, [key = '', ...rest]: readonly string[], leaf: Leaf): void {
  if (rest.length === 0) tree[key] = leaf;
  else {
    const below = tree[key] ?? {};
    if (isLeaf(below)) throw new Error(`"${key}" is a text, and the beginning of other keys`);
    tree[key] = below;
    place(below, rest, leaf);
  }
}

function isLeaf(node: Tree | Leaf): node is Leaf {
  return typeof node.code === 'string';
}

/** Numbered keys make a list. */
function written(node: Tree | Leaf, as: keyof Leaf): string {
  if (isLeaf(node)) return node[as];
  const entries = Object.entries(node).map(([key, child]) => [JSON.stringify(key), written(child, as)]);
  if (isList(node)) return `[${entries.map(([, one]) => one).join(', ')}]`;
  return `{${entries.map((entry) => entry.join(': ')).join(',\n')}}`;
}

function isList(tree: Tree): boolean {
  return Object.keys(tree).every((key, index) => key === String(index));
}

function nameOf(part: string): string {
  return `${part.charAt(0).toUpperCase()}${part.slice(1)}Words`;
}

/** Writes a file where it differs, as one step: other processes of the same clone may be reading. */
function put(path: string, text: string): string {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return path;
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, text);
  renameSync(beside, path);
  return path;
}
