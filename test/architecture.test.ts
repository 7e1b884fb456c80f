import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

/**
 * A house is a folder of `src`, its root (`.`) or `sw`. What each may import of the others; `type` where only types. In `words` are the
 * texts of all languages, and what the build writes of them.
 */
const HOUSES: Readonly<Record<string, readonly string[]>> = {
  core: ['words'],
  words: [],
  lazy: [],
  wire: ['core'],
  sealing: ['type core', 'wire'],
  device: ['core', 'lazy', 'sealing', 'wire'],
  ui: ['core', 'type device', 'lazy', 'sealing', 'wire', 'words'],
  dossier: ['core', 'wire', 'words'],
  desk: ['authoring', 'core', 'dossier', 'lazy', 'sealing', 'ui', 'wire', 'words'],
  authoring: ['core', 'words'],
  edition: ['core', 'type authoring', 'ui', 'words'],
  pages: ['core', 'dossier', 'type authoring', 'type edition', 'ui', 'words'],
  endpoint: ['authoring', 'core', 'dossier', 'edition', 'pages', 'sealing', 'wire', 'words'],
  demonstration: ['type authoring', 'core', 'endpoint', 'wire'],
  host: ['authoring', 'core', 'demonstration', 'dossier', 'endpoint', 'sealing', 'wire', 'words'],
  build: ['core', 'desk', 'dossier', 'ui', 'type wire', 'words'],
  '.': ['core', 'device', 'lazy', 'sealing', 'ui', 'wire'],
  sw: ['core', 'device'],
};

/** What each house may take from outside; its rooms may take no more. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  core: /^valibot$/,
  wire: /^(valibot|canonicalize|@noble\/hashes\/.+)$/,
  sealing: /^(hpke|@noble\/hashes\/.+)$/,
  device: /^(idb|valibot|workbox-window|@noble\/hashes\/.+)$/,
  ui: /^(preact(\/.+)?|@preact\/signals|lean-qr(\/.+)?|@fontsource-variable\/.+)$/,
  dossier: /^(micromark|mustache)$/,
  authoring: /^(node:.+|valibot|fflate|saxen)$/,
  endpoint:
    /^(node:.+|hono(\/.+)?|@hono\/node-server|@peculiar\/asn1-.+|lean-qr(\/.+)?|better-sqlite3|pg(-.+)?|valibot|@noble\/hashes\/.+|yazl)$/,
  demonstration: /^(node:.+|valibot)$/,
  host: /^(node:.+|better-sqlite3|valibot)$/,
  edition: /^(node:crypto|valibot|mdast|mdast-util-.+|micromark-extension-frontmatter)$/,
  pages: /^(@preact\/signals|preact-render-to-string)$/,
  build: /^(node:.+|vite|playwright|@formatjs\/icu-messageformat-parser)$/,
  '.': /^preact$/,
  desk: /^(preact(\/.+)?|valibot|fflate|mammoth\/.+)$/,
  // For the build, which reads the guide with it.
  'desk/guide': /^(preact(\/.+)?|mdast|mdast-util-from-markdown)$/,
  'desk/chart': /^(preact(\/.+)?|uplot(\/.+)?)$/,
  // Without a package: what the worker runs must fit in one file that is read as it is.
  sw: /^$/,
};

/** Work whose size an author chooses: a thread does it, so that the one that answers phones goes on. */
const AUTHORS_WORK =
  /^(readMarkdown|readTexts|headingOf|cleanPng|cleanFiles|takeWorkbook|takeTranslation|exportFiles|readFileSet|surveysInFolder|editionOf|copiedFiles|revisionsIn|readDeskText|plansOf|plannedOf|checkFileSet|previewFileSet)$/;
/** The thread that answers phones loads these too: they work before it answers, or once, with files that ship. */
const NOT_FOR_AUTHORS = /(read-survey-files|read-surveys|examples|upload-folder)\.ts$/;

/** All expressions read 400 kB in each way within four seconds of a processor. One that takes its square needs a hundred. */
const RUN = `for (const [file, source, flags] of JSON.parse(require('fs').readFileSync(0))) {
  console.log(file, source);
  for (const one of ['a', 'a@', 'a-', '0', ' ', '\\n', '/', '.', '"', '<'])
    for (const end of ['', '|']) (one.repeat(4e5 / one.length) + end).replace(RegExp(source, flags), '');
}
console.log('done')`;

/** More would be a folder to search in, not a room. */
const MOST_FILES = 16;

/** The names that two files may export. */
const TWINS: readonly string[] = [
  // Twice declared: by the device, the page or the worker, and by the endpoint. No module can import both.
  'Entry',
  'Message',
  'openDatabase',
  // What the core means by it, and what a house makes of it under its own eyes.
  'Census',
  'Change',
  'Fault',
  'Header',
  'Row',
];

interface Import {
  readonly file: string;
  readonly room: string;
  readonly isType: boolean;
  readonly from: string;
  readonly names: readonly string[];
}

const files = ['src', 'sw'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.startsWith('words/compiled'))
    .map((name) => join(folder, name)),
);
const expressions: (readonly [file: string, source: string, flags: string])[] = [];
const imports: readonly Import[] = files.flatMap(importsOf);
const inside = imports.filter(({ from }) => from.startsWith('.'));
/** The thread that answers phones loads these: of what it starts in others it imports types alone. */
const loaded = new Set(['src/endpoint/start.ts']);
for (const file of loaded)
  for (const one of inside) if (one.file === file && !one.isType) loaded.add(targetOf(file, one.from));

test('each house imports the houses that it may, and only by types where it may not more', () => {
  expect([...new Set(files.map((file) => houseOf(roomOf(file))))].sort()).toEqual(Object.keys(HOUSES).sort());
  const between = inside
    .map((one) => ({ ...one, from: houseOf(one.room), to: houseOf(roomOf(targetOf(one.file, one.from))) }))
    .filter(({ from, to }) => from !== to);
  const isAllowed = ({ from, to, isType }: { from: string; to: string; isType: boolean }) =>
    HOUSES[from]?.includes(to) || (isType && HOUSES[from]?.includes(`type ${to}`));
  expect(between.filter((one) => !isAllowed(one)).map(({ file, to }) => `${file} imports of ${to}`)).toEqual([]);
});

test('the user interface knows the device by its port', () => {
  const others = inside.filter(({ file, room, from }) => {
    const to = roomOf(targetOf(file, from));
    return houseOf(room) === 'ui' && houseOf(to) === 'device' && !/^device\/port$/.test(to);
  });
  expect(namesOf(others)).toEqual([]);
});

test('the desk edits surveys, and leaves their reading to the endpoint', () => {
  const others = inside.filter(({ file, room, from }) => {
    const to = roomOf(targetOf(file, from));
    return houseOf(room) === 'desk' && houseOf(to) === 'authoring' && to !== 'authoring/edits';
  });
  expect(namesOf(others)).toEqual([]);
});

test('what only checks surveys or answers the organiser never comes to a phone', () => {
  const phones = ['device', 'ui', 'sw', 'wire', '.'];
  const found = inside.filter(({ file, room, from }) => {
    const to = roomOf(targetOf(file, from));
    const isPhones = phones.includes(houseOf(room)) || houseOf(room) === 'core';
    return isPhones && room !== to && ['core/check', 'wire/organiser'].includes(to);
  });
  expect(namesOf(found)).toEqual([]);
});

test('the thread that answers phones does no work whose size an author chooses', () => {
  const isWork = (name: string) => AUTHORS_WORK.test(name);
  const own = inside.filter(({ file }) => loaded.has(file) && !NOT_FOR_AUTHORS.test(file));
  // A module that does such work may call more of it.
  const found = own.filter(({ file, names }) => names.some(isWork) && !exportsOf(file).some(isWork));
  expect(namesOf(found)).toEqual([]);
});

test('no regular expression takes quadratic time in the length of a text', { timeout: 1_200_000 }, () => {
  const input = JSON.stringify(expressions.filter(([file]) => loaded.has(file)));
  const limited = ['-c', 'ulimit -t 20; exec "$0" -e "$1"', process.execPath, RUN];
  // The last line is the expression that was at work when its time was over.
  expect(spawnSync('bash', limited, { input, encoding: 'utf8' }).stdout.trim().split('\n').at(-1)).toBe('done');
});

test('no folders and no files import each other in a cycle, types included', () => {
  const between = inside.map(({ file, from }) => [file, targetOf(file, from)] as const);
  expect(circleIn(between)).toEqual([]);
  // At every level: whole houses, and rooms within rooms.
  for (const depth of [1, 2, 3]) {
    const trim = (file: string) => roomOf(file).split('/').slice(0, depth).join('/');
    const arrows = between.map(([file, to]) => [trim(file), trim(to)] as const);
    expect(circleIn(arrows.filter(([room, to]) => room !== to && !to.startsWith(`${room}/`)))).toEqual([]);
  }
});

test('no folder has more files than one can look through', () => {
  const rooms = [...new Set(files.map(roomOf))];
  const counts = rooms.map((room) => [room, files.filter((file) => roomOf(file) === room).length] as const);
  expect(counts.filter(([, count]) => count > MOST_FILES)).toEqual([]);
});

test('no two files have the same name', () => {
  const stems = files.map((file) => basename(file).replace(/\.tsx?$/, ''));
  expect(stems.filter((stem, index) => stems.indexOf(stem) !== index)).toEqual([]);
});

test('no two files export the same name, but for the pairs that have a reason', () => {
  const homes = new Map<string, string[]>();
  for (const file of files) for (const name of exportsOf(file)) homes.set(name, [...(homes.get(name) ?? []), file]);
  const twins = [...homes].filter(([, where]) => where.length > 1).map(([name]) => name);
  expect(twins.sort()).toEqual([...TWINS].sort());
});

test('each house uses only its own packages', () => {
  const packages = imports.filter(({ from, isType }) => !isType && !from.startsWith('.'));
  expect(packages.length).toBeGreaterThan(20);
  expect(namesOf(packages.filter(({ room, from }) => !packagesOf(room).test(from)))).toEqual([]);
});

test('the packages whose types we use are named in package.json', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const known = { ...dependencies, ...devDependencies };
  const outside = imports.filter(({ from }) => !/^(\.|node:)/.test(from));
  const nameOf = (from: string) =>
    from
      .split('/')
      .slice(0, from.startsWith('@') ? 2 : 1)
      .join('/');
  const isKnown = (from: string) => nameOf(from) in known || `@types/${nameOf(from)}` in known;
  expect(namesOf(outside.filter(({ from }) => !isKnown(from)))).toEqual([]);
});

/** Ways to take a read that was not done for nothing there. */
const DEFAULTS: readonly RegExp[] = [
  // A write that was not done has its reason in its kind.
  /(?<!written\.|saved\.)kind [!=]== '(?:done|so-far|unread)' \?(?:[^;{]*?:)? (?:0|\[\]|\{\}|''|null|undefined|false|new (?:Map|Set)\b[^;:]*)(?=[\s;:,)])/g,
  /\.value (?:\?\?|\|\|)/g,
  /\.(?:read|list)\([^;{}]*\)\)? (?:\?\?|\|\|) (?:0|\[\]|\{\}|''|null|undefined|false)/g,
];

test('on the device no failed read is replaced by a default value', () => {
  const found = files
    .filter((file) => file.startsWith('src/device/'))
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      return DEFAULTS.flatMap((one) => [...text.matchAll(one)].map(([defaulted]) => `${file}: ${defaulted}`));
    });
  expect(found).toEqual([]);
  const examples = [
    "return read.kind === 'done' ? read.value : [];",
    "const count = read.kind !== 'done' ? 0 : read.value.length;",
    "return read.kind === 'unread' ? undefined : read.value;",
    "return { pinned: kept.kind === 'done' ? kept.value : {} };",
    'const days = (await read()).value ?? [];',
    "const drafts = (await database.read(['drafts'], all)) || [];",
  ];
  const isFound = (example: string) => DEFAULTS.some((one) => example.match(one) !== null);
  expect(examples.filter((example) => !isFound(example))).toEqual([]);
});

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(file, 'utf8');
  const { module, program, errors } = parseSync(file, text);
  expect(errors).toEqual([]);
  const found: [from: string, isType: boolean, names?: readonly string[]][] = [];
  for (const { moduleRequest, entries } of module.staticImports) {
    const names = entries.flatMap(({ isType, importName }) => (isType ? [] : [importName.name ?? '']));
    found.push([moduleRequest.value, entries.length > 0 && names.length === 0, names]);
  }
  for (const { entries } of module.staticExports)
    for (const { moduleRequest, isType } of entries) if (moduleRequest) found.push([moduleRequest.value, isType]);
  visit(program, (node) => {
    if (node.regex) expressions.push([file, node.regex.pattern, node.regex.flags]);
    if (node.type === 'ImportExpression' || node.type === 'TSImportType')
      if (node.source?.value !== undefined) found.push([node.source.value, node.type === 'TSImportType']);
  });
  return found
    .filter(([from]) => !from.startsWith('/'))
    .map(([from, isType, names = []]) => ({ file, room: roomOf(file), isType, from, names }));
}

function exportsOf(file: string): readonly string[] {
  const { module } = parseSync(file, readFileSync(file, 'utf8'));
  return module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, exportName }) =>
      moduleRequest || exportName.name === null ? [] : [exportName.name],
    ),
  );
}

interface Node {
  readonly type: string;
  readonly source?: { readonly value?: string };
  readonly regex?: { readonly pattern: string; readonly flags: string };
}

function visit(node: unknown, see: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && typeof node.type === 'string') see(node as Node);
  for (const value of Object.values(node)) visit(value, see);
}

function roomOf(file: string): string {
  const folder = dirname(file);
  return folder === 'src' ? '.' : folder.replace(/^src\//, '');
}

function targetOf(file: string, from: string): string {
  return normalize(join(dirname(file), from));
}

function houseOf(room: string): string {
  return room.split('/')[0] ?? '';
}

function packagesOf(room: string): RegExp {
  return PACKAGES[room] ?? PACKAGES[houseOf(room)] ?? /^$/;
}

/** The first circle met, in order, or nothing. */
function circleIn(arrows: readonly (readonly [string, string])[]): readonly string[] {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of arrows) next.set(from, (next.get(from) ?? new Set()).add(to));
  const done = new Set<string>();
  const follow = (name: string, trail: readonly string[]): readonly string[] => {
    if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name];
    if (done.has(name)) return [];
    for (const to of next.get(name) ?? []) {
      const circle = follow(to, [...trail, name]);
      if (circle.length > 0) return circle;
    }
    done.add(name);
    return [];
  };
  for (const name of next.keys()) {
    const circle = follow(name, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

function namesOf(found: readonly Import[]): readonly string[] {
  return found.map(({ file, from }) => `${file} imports ${from}`);
}
