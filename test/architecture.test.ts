import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

/*
 * The plan of the house. On the left a room, which is a folder of `src`, or `sw`; on the right the rooms it may import,
 * `type` where it knows them by their types alone. No arrow is implied, and none stands here that nobody uses.
 */
const ROOMS: Readonly<Record<string, string>> = {
  'core/survey': '',
  'core/answering': 'core/survey',
  'core/typology': 'core/answering, type core/survey',
  'core/results': 'core/answering, core/survey',
  // Of comments, before any is published: what is masked, and what deserves a look.
  'core/moderation': '',
  'core/check': 'core/answering, core/survey, core/typology',

  wire: 'core/answering, core/survey, core/typology',

  // Of comments that may be published: what the desk moderates, and what everybody reads.
  'wire/comments': '',

  late: '',

  // What a shared tablet holds: WebCrypto, and nothing else of a browser.
  sealing: 'type core/survey, wire',

  'device/port': 'type core/survey, type core/typology, type wire, type wire/comments',
  'device/store': 'late, type core/survey, type device/port, wire, type wire/comments',
  'device/drafts': 'late, type device/port, device/store',
  // A shared tablet: whether it opens offline, and what wiping it destroys.
  'device/tablet': 'type core/survey, type device/kept, type device/port, device/store',
  // What outlives its row in the outbox: second copies, what a shared tablet sealed until a backup holds it, the counts of its day.
  'device/kept': 'device/asking, type device/port, device/store, wire',
  'device/outbox':
    'core/answering, type core/survey, core/typology, device/asking, device/kept, type device/port, device/store, wire',
  'device/rescue': 'type core/survey, device/outbox, type device/port, device/store, wire',
  'device/sealed':
    'core/survey, type device, device/kept, device/outbox, type device/port, device/rescue, device/store, device/tablet, sealing, wire',
  'device/contacts': 'device/asking, type device/port, device/store, wire',
  'device/asking': 'type device/port, type device/store, wire, wire/comments',
  'device/release': '',
  device:
    'late, device/asking, device/contacts, device/drafts, device/kept, device/outbox, type device/port, device/rescue, device/store',

  'ui/emblems': 'type core/survey',
  'ui/presentation': 'type core/survey, ui/elements, ui/emblems, ui/words',
  'ui/chart': 'ui/elements',
  'ui/words/fr': '',
  'ui/words/en': 'type ui/words/fr',
  'ui/words': 'type core/survey, late, ui/words/en, ui/words/fr',
  'ui/address': 'late, wire',
  'ui/elements': 'type device/port, late, ui/address, type ui/words, wire',
  'ui/controls': 'core/answering, core/survey, ui/elements, ui/words',
  'ui/state':
    'core/answering, core/survey, type device/port, type device/release, late, ui/address, ui/words, type ui/words/fr, wire',
  // What a shared tablet does around the screens: its way, its day, and when nobody is there.
  'ui/tablet': 'late, ui/address, type ui/state',
  'ui/past': 'type core/results, ui/words',
  'ui/texts': 'core/moderation, type core/survey, type ui/results, ui/words, type wire/comments',
  'ui/comparison': 'core/results, type core/survey, ui/address, ui/chart, ui/past, type ui/words, type wire',
  'ui/results': 'core/answering, core/results, type core/survey, ui/past, type ui/words, type wire, type wire/comments',
  'ui/tables': 'core/results, type core/survey, ui/address, ui/chart, ui/emblems, ui/past, ui/results, type ui/words',
  'ui/map': 'core/results, type core/survey, ui/address, type ui/results, type ui/words',
  'ui/profile':
    'type core/survey, core/typology, type device/port, ui/elements, ui/emblems, type ui/state, ui/words, type ui/words/fr',
  'ui/picture':
    'type core/survey, ui/address, ui/elements, ui/emblems, ui/presentation, type ui/profile, type ui/words',
  'ui/receipt': 'type device/port, ui/address, ui/elements, type ui/words, wire',
  'ui/contact': 'core/answering, type core/survey, type device/port, type ui/words, wire',
  'ui/screens/opening': 'type core/survey, type device/port, ui/address, ui/elements, ui/words',
  'ui/screens/question': 'core/answering, type core/survey, ui/controls, ui/elements, type ui/state, type ui/words',
  'ui/screens/check':
    'core/answering, type core/survey, ui/address, ui/controls, ui/elements, ui/profile, type ui/state, ui/words',
  'ui/screens/card':
    'core/answering, type core/results, type core/survey, type device/port, ui/address, ui/comparison, ui/contact, ui/elements, ui/emblems, ui/past, ui/picture, ui/presentation, ui/profile, ui/receipt, ui/state, ui/words, type ui/words/fr, wire',
  'ui/screens/capsule':
    'type core/survey, core/typology, ui/address, ui/elements, ui/presentation, ui/profile, ui/state, ui/words, wire',
  'ui/screens/field':
    'core/survey, type device/port, sealing, ui/address, ui/elements, ui/state, ui/tablet, ui/words, type ui/words/fr, wire',
  'ui/screens/receipt': 'type device/port, ui/elements, ui/receipt, type ui/state, ui/words, wire',
  'ui/screens/results':
    'core/results, core/survey, type device/port, ui/address, ui/elements, ui/emblems, ui/map, ui/past, ui/presentation, ui/results, ui/state, ui/tables, ui/texts, ui/words, wire, type wire/comments',
  'ui/screens/rescue': 'type device/port, ui/address, ui/elements, type ui/state, ui/words, type ui/words/fr, wire',
  'ui/screens/about': 'ui/address, type ui/state, ui/words, type wire',
  'ui/shell':
    'core/survey, type device/port, ui/address, ui/controls, ui/elements, ui/emblems, ui/screens/about, ui/screens/capsule, ui/screens/card, ui/screens/check, ui/screens/opening, ui/screens/question, ui/screens/receipt, ui/screens/rescue, ui/screens/results, ui/state, ui/words, wire',

  // `main.tsx`, where everything meets, and `early.ts`, which is in the page itself.
  '.': 'core/survey, device, type device/port, device/release, device/sealed, late, sealing, ui/address, ui/elements, ui/screens/field, ui/screens/opening, ui/shell, ui/state, ui/tablet, ui/words, wire',
  sw: 'device, device/rescue',

  'desk/words': 'ui/words',
  'desk/calls': '',
  'desk/chart': '',
  'desk/parts': 'core/answering, type core/survey, type desk/calls, type desk/words',
  'desk/participation': 'core/survey, desk/calls, desk/chart, desk/parts, ui/elements, wire',
  'desk/inviting': 'core/survey, desk/calls, desk/parts, sealing, ui/elements, wire',
  'desk/crossing': 'type core/survey, desk/calls, desk/parts, ui/elements',
  'desk/quality': 'desk/calls, desk/parts',
  'desk/moderating': 'core/moderation, desk/calls, desk/parts, wire/comments',
  'desk/contacting': 'type core/survey, desk/calls, desk/parts, ui/elements',
  'desk/exporting': 'desk/calls, desk/parts, ui/elements, wire',
  'desk/conducting': 'desk/calls, desk/parts, wire',
  'desk/shell':
    'core/survey, desk/calls, desk/conducting, desk/contacting, desk/crossing, desk/exporting, desk/inviting, desk/moderating, desk/participation, desk/parts, desk/quality, type desk/words, ui/address, type wire',
  // The rooms beside the shell for their sheets, in one order.
  desk: 'desk/crossing, desk/exporting, desk/inviting, desk/moderating, desk/participation, desk/parts, desk/shell, desk/words, ui/elements',

  authoring: 'core/check, core/results, core/survey',

  'endpoint/process': 'wire',
  'endpoint/http': 'endpoint/process, wire',
  'endpoint/tokens': 'endpoint/http, endpoint/process, wire',
  'endpoint/sealed': 'authoring, core/survey, endpoint/process, sealing, wire',
  'endpoint/storage': 'type wire',
  'endpoint/storage/sqlite': 'endpoint/process, endpoint/storage, type wire',
  'endpoint/storage/postgres': 'endpoint/process, endpoint/storage, type wire',
  'endpoint/stored': 'type authoring, type core/survey, core/typology, endpoint/storage, wire',
  'endpoint/conduct': 'type authoring, core/results, core/survey, endpoint/http, endpoint/storage, wire',
  'endpoint/demonstration':
    'type authoring, core/answering, core/results, type core/survey, endpoint/conduct, type endpoint/storage, wire',
  'endpoint/contacts':
    'type authoring, endpoint/http, endpoint/process, endpoint/storage, endpoint/storage/postgres, endpoint/storage/sqlite, wire',
  'endpoint/intake':
    'type authoring, core/survey, endpoint/http, type endpoint/sealed, endpoint/storage, type sealing, wire',
  'endpoint/columns':
    'type authoring, core/answering, core/results, core/survey, core/typology, endpoint/process, endpoint/storage, endpoint/storage/postgres, endpoint/storage/sqlite, wire',
  'endpoint/results':
    'type authoring, core/results, endpoint/columns, endpoint/conduct, endpoint/demonstration, endpoint/http, endpoint/process, endpoint/storage, wire',
  'endpoint/exports/table': 'type authoring, type core/answering, type core/survey, endpoint/stored',
  'endpoint/exports/package':
    'type authoring, core/answering, type core/survey, endpoint/demonstration, endpoint/exports/table, endpoint/stored, wire',
  'endpoint/exports/spss': 'type authoring, core/answering, endpoint/exports/table, endpoint/stored',
  'endpoint/exports/workbook': 'type authoring, type core/answering, endpoint/exports/table, type endpoint/stored',
  'endpoint/exports':
    'type authoring, core/answering, endpoint/conduct, endpoint/demonstration, endpoint/exports/package, endpoint/exports/spss, endpoint/exports/table, endpoint/exports/workbook, endpoint/http, endpoint/storage, endpoint/storage/postgres, endpoint/storage/sqlite, endpoint/stored, endpoint/tokens, wire',
  'endpoint/upkeep':
    'endpoint/http, endpoint/process, endpoint/storage, endpoint/storage/postgres, endpoint/storage/sqlite, wire',
  'endpoint/upkeep/commands':
    'authoring, type core/survey, endpoint/columns, endpoint/conduct, endpoint/demonstration, endpoint/intake, endpoint/tokens, endpoint/process, endpoint/results, endpoint/sealed, endpoint/storage, endpoint/storage/sqlite, endpoint/stored, endpoint/upkeep, sealing, wire',
  'endpoint/moderation':
    'type authoring, core/moderation, core/results, endpoint/http, endpoint/process, type endpoint/results, endpoint/storage, wire, wire/comments',
  'endpoint/organiser':
    'type authoring, core/answering, core/results, core/survey, endpoint/columns, endpoint/conduct, endpoint/contacts, endpoint/demonstration, endpoint/http, endpoint/tokens, endpoint/moderation, type endpoint/results, endpoint/storage, endpoint/stored, type endpoint/upkeep, wire, wire/comments',
  endpoint:
    'authoring, endpoint/columns, endpoint/conduct, endpoint/contacts, endpoint/exports, endpoint/http, endpoint/intake, endpoint/tokens, endpoint/moderation, endpoint/organiser, endpoint/process, endpoint/results, endpoint/sealed, endpoint/storage, type endpoint/storage/sqlite, endpoint/stored, endpoint/upkeep, endpoint/upkeep/commands, wire',

  'build/texts': 'type authoring, type core/results, type core/survey',
  build: 'authoring, build/texts, core/results, core/survey',
  'build/release': 'authoring, type build, core/moderation, type wire',
  'build/prerender':
    'type authoring, build, core/answering, core/survey, ui/address, ui/elements, ui/screens/opening, ui/screens/question, ui/shell, ui/words, ui/words/en, ui/words/fr',
};

/** What each house may take from outside; its rooms may take no more. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  core: /^valibot$/,
  wire: /^(valibot|canonicalize|@noble\/hashes\/.+)$/,
  sealing: /^(hpke|@noble\/hashes\/.+)$/,
  device: /^(idb|valibot|workbox-window|@noble\/hashes\/.+)$/,
  ui: /^(preact(\/.+)?|@preact\/signals|lean-qr(\/.+)?|@fontsource-variable\/.+)$/,
  'ui/chart': /^(preact(\/.+)?|uplot(\/.+)?)$/,
  authoring: /^(node:.+|valibot)$/,
  endpoint: /^(node:.+|hono(\/.+)?|@hono\/node-server|better-sqlite3|pg(-.+)?|valibot|@noble\/hashes\/.+|yazl)$/,
  build: /^(node:.+|vite|lightningcss|valibot|playwright)$/,
  'build/texts': /^(valibot|mdast|mdast-util-.+|micromark-extension-frontmatter)$/,
  'build/prerender': /^(node:.+|vite|playwright|@preact\/signals|preact-render-to-string)$/,
  '.': /^preact$/,
  desk: /^(preact(\/.+)?|valibot)$/,
  'desk/chart': /^(preact(\/.+)?|uplot(\/.+)?)$/,
  // Without a package: what the worker runs must fit in one file that is read as it is.
  sw: /^$/,
};

/** More would be a folder to search in, not a room. */
const MOST_FILES = 16;

/** The names that two files may export. */
const TWINS: readonly string[] = [
  // Of the device, the page or the worker, and of the endpoint: nobody imports both.
  'Batch',
  'Entry',
  'Message',
  'openDatabase',
  // Of the two storages, whose schemas are written alike.
  'STEPS',
  // What the core means by it, and what a house makes of it under its own eyes.
  'Cell',
  'Census',
  'Change',
  'Fault',
  'Header',
  'Publication',
  'Row',
];

interface Import {
  readonly file: string;
  readonly room: string;
  readonly isType: boolean;
  readonly from: string;
}

const files = ['src', 'sw'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name))
    .map((name) => join(folder, name)),
);
const imports: readonly Import[] = files.flatMap(importsOf);
const inside = imports.filter(({ from }) => from.startsWith('.'));

test('each room imports the rooms that the plan gives it, and the plan holds no other arrow', () => {
  expect(arrowsOf(inside)).toEqual(
    Object.fromEntries(Object.entries(ROOMS).map(([room, may]) => [room, may === '' ? [] : may.split(', ').sort()])),
  );
});

test('no rooms and no files stand in a circle, types included', () => {
  const between = inside.map(({ file, from }) => [file, targetOf(file, from)] as const);
  expect(circleIn(between)).toEqual([]);
  // At every level: whole houses, and rooms within rooms.
  for (const depth of [1, 2, 3]) {
    const trim = (file: string) => roomOf(file).split('/').slice(0, depth).join('/');
    const arrows = between.map(([file, to]) => [trim(file), trim(to)] as const);
    expect(circleIn(arrows.filter(([room, to]) => room !== to && !to.startsWith(`${room}/`)))).toEqual([]);
  }
});

test('no room holds more files than one looks through', () => {
  const counts = Object.keys(ROOMS).map(
    (room) => [room, files.filter((file) => roomOf(file) === room).length] as const,
  );
  expect(counts.every(([, count]) => count > 0)).toBe(true);
  expect(counts.filter(([, count]) => count > MOST_FILES)).toEqual([]);
});

test('a file search tells every two files apart, but for the same words in two languages', () => {
  const names = files.filter((file) => !/\/words\/(fr|en)\//.test(file)).map((file) => file.split('/').at(-1));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('one name is one thing: no two files export the same, but for the twins that have a reason', () => {
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

test('on the device no read that was not done has a default', () => {
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
  const found: [from: string, isType: boolean][] = [];
  for (const one of module.staticImports)
    found.push([one.moduleRequest.value, one.entries.length > 0 && one.entries.every(({ isType }) => isType)]);
  for (const { entries } of module.staticExports)
    for (const { moduleRequest, isType } of entries) if (moduleRequest) found.push([moduleRequest.value, isType]);
  visit(program, (node) => {
    if (node.type === 'ImportExpression' || node.type === 'TSImportType')
      if (node.source?.value !== undefined) found.push([node.source.value, node.type === 'TSImportType']);
  });
  return found
    .filter(([from]) => !from.startsWith('/'))
    .map(([from, isType]) => ({ file, room: roomOf(file), isType, from }));
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

/** By room, the rooms it imports; `type` unless one import is more. */
function arrowsOf(found: readonly Import[]): Record<string, readonly string[]> {
  const arrows = new Map(files.map((file) => [roomOf(file), new Map<string, boolean>()]));
  for (const { file, room, from, isType } of found) {
    const to = roomOf(targetOf(file, from));
    const known = arrows.get(room);
    if (to !== room) known?.set(to, isType && known.get(to) !== false);
  }
  return Object.fromEntries(
    [...arrows].map(([room, to]) => [room, [...to].map(([name, isType]) => (isType ? `type ${name}` : name)).sort()]),
  );
}

function packagesOf(room: string): RegExp {
  return PACKAGES[room] ?? PACKAGES[room.split('/')[0] ?? ''] ?? /^$/;
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
