/** Something that the release uses and that the floor lacks, or has in part. */
export interface Newer {
  readonly feature: string;
  /** Why a browser without it serves as well. */
  readonly why: string;
  /** The journey that goes without the others keeps it: Chromium has it in a whole with what stays, or all have part of it. */
  readonly stays?: true;
  /** The words that guard it, and the file they stand in: for what a browser may lack and a script would call. */
  readonly guard?: readonly [file: string, words: string];
}

/** Several, for the same reason. */
const alike = (why: string, ...features: readonly string[]) => features.map((feature) => ({ feature, why }));

/** Styles: what a browser cannot read it leaves out. `old-browsers.test.ts` goes through an interview without any of them. */
export const NEWER_STYLES: readonly Newer[] = [
  { feature: '@page', why: 'paper keeps the margins of the browser' },
  { feature: 'size', why: 'paper keeps the size chosen in the print dialogue' },
  { feature: 'print-color-adjust: exact', why: 'a printed code is black on white without it' },
  { feature: 'break-after: avoid', why: 'a printed title may stand at the foot of a sheet' },
  { feature: 'cursor: pointer', why: 'a phone shows no pointer' },
  { feature: 'accent-color', why: 'a box that is ticked has the colour of the browser' },
  ...alike(
    'high contrast of Windows alone, whose browsers have it',
    'forced-color-adjust',
    'forced-color-adjust: none',
  ),
  ...alike('what is below the screen is laid out at once', 'content-visibility', 'content-visibility: auto'),
  { feature: 'contain-intrinsic-block-size', why: 'serves content-visibility alone' },
  { feature: 'font-family: ui-monospace', why: 'the next of the list is taken' },
  { feature: 'hyphenate-limit-chars', why: 'words are hyphenated as the browser does' },
  { feature: 'text-size-adjust', why: 'iPhones have it prefixed, and no other browser enlarges what fits the screen' },
  { feature: 'overscroll-behavior', why: 'the page behind a sheet moves when its end is reached' },
  { feature: 'overscroll-behavior-y', why: 'pull-to-refresh asks before it reloads a running interview' },
  { feature: 'float: inline-start', why: 'a legend is above its tabs' },
  ...alike('a bar shows under tabs that scroll', 'scrollbar-width', 'scrollbar-width: none'),
  ...alike('lines break as they come', 'text-wrap', 'text-wrap: balance', 'text-wrap: pretty'),
  ...alike('the page may move by a row that folds', 'overflow-anchor', 'overflow-anchor: none'),
  { feature: 'font-size-adjust', why: 'in a wide font the name of a profile may be hyphenated' },
  { feature: 'grid-template-rows: subgrid', why: 'the bars of findings side by side are not on one line' },
  ...alike('a long proposal scrolls in its field', 'field-sizing', 'field-sizing: content'),
  { feature: '::-moz-progress-bar', why: 'Firefox alone reads it' },
  ...alike('Firefox has its own', '::-webkit-progress-bar', '::-webkit-progress-value'),
];

const PREACT = 'node_modules/preact/dist/preact.mjs';
const HPKE = 'node_modules/hpke/index.js';
const VALIBOT = 'node_modules/valibot/dist/index.mjs';
const WEB_SHARE = 'src/ui/elements/web-share.ts';

export const NEWER_SCRIPTS: readonly Newer[] = [
  {
    feature: 'navigator.share',
    why: 'the picture is downloaded',
    guard: [WEB_SHARE, "typeof navigator.share === 'function'"],
  },
  {
    feature: 'navigator.canShare',
    why: 'the picture is downloaded',
    guard: [WEB_SHARE, "typeof navigator.canShare === 'function'"],
  },
  {
    feature: 'ClipboardItem',
    why: 'copying is not offered',
    guard: [WEB_SHARE, "typeof ClipboardItem === 'function'"],
  },
  {
    feature: 'requestIdleCallback',
    why: 'a timer replaces it',
    guard: ['src/ui/elements/when-idle.ts', "'requestIdleCallback' in globalThis"],
  },
  {
    feature: '.requestIdleCallback',
    why: 'a timer replaces it',
    guard: ['src/device/open.ts', 'if (around.requestIdleCallback)'],
  },
  {
    feature: '.estimate',
    why: 'the device counts as one with room',
    guard: ['src/device/room.ts', 'navigator.storage?.estimate?.()'],
  },
  {
    feature: '.indexedDB',
    stays: true,
    why: 'where it is forbidden, answers stay in memory, and the page says so',
    guard: ['src/device/store/until-open.ts', 'if (around.indexedDB === undefined)'],
  },
  {
    feature: 'indexedDB.databases',
    why: 'nothing is said of the database of a development version, which stays as it is',
    guard: ['src/ui/screens/rescue/make-file.tsx', 'indexedDB.databases?.()'],
  },
  {
    feature: '.caches',
    stays: true,
    why: 'without https nothing is kept twice, and no file is shared',
    guard: ['src/device/kept/copies-shelf.ts', 'if (!caches)'],
  },
  ...alike('a hint to say offline rather than no answer; sending is tried in any case', '.onLine', 'navigator.onLine'),
  { feature: '.webkitRelativePath', why: 'the desk takes the name of the file: a folder is chosen where there is one' },
  {
    feature: '.sync',
    why: 'the page sends by itself; the worker would only be sooner',
    guard: ['src/device/outbox/triggers.ts', "'sync' in registration"],
  },
  {
    feature: '.createPolicy',
    stays: true,
    why: 'a plain address is passed, as in the journeys of Firefox and WebKit',
    guard: ['src/device/update.ts', "'trustedTypes' in"],
  },
  { feature: '.isComposing', why: 'a key of the composition acts at once' },
  ...alike('mammoth, which reads documents of Word in the desk, takes another timer', '.setImmediate', 'setImmediate'),
  { feature: '.variable', why: 'a setting of the templates of underscore, which mammoth never uses' },
  { feature: '.moveBefore', why: 'preact inserts instead', guard: [PREACT, '.moveBefore'] },
  { feature: 'Symbol.dispose', why: 'the key of a method that is never called' },
  { feature: 'devicePixelRatio', stays: true, why: 'Safari has it, and leaves it as it is when one zooms' },
  ...alike('a pointer that uPlot reads on charts, in part on telephones', '.movementX', '.movementY'),
  {
    feature: '.getPublicKey',
    why: 'hpke exports the private key and takes its public half; nothing is opened on a phone',
    guard: [HPKE, 'c.getPublicKey?.('],
  },
  { feature: '.toBase64', why: 'hpke has its own', guard: [HPKE, 'input.toBase64?.('] },
  { feature: 'URL.canParse', why: 'valibot makes a URL instead', guard: [VALIBOT, 'if (URL.canParse) return'] },
  { feature: 'Uint8Array.fromBase64', why: 'hpke has its own', guard: [HPKE, 'Uint8Array.fromBase64?.('] },
  {
    feature: 'Error.captureStackTrace',
    why: 'an error of hpke has one line more',
    guard: [HPKE, 'Error.captureStackTrace?.('],
  },
  {
    feature: 'SharedArrayBuffer',
    why: 'hpke refuses bytes that are in one',
    guard: [HPKE, "typeof SharedArrayBuffer !== 'undefined'"],
  },
  {
    feature: 'showSaveFilePicker',
    why: 'the desk downloads the export as a whole',
    guard: ['src/desk/exporting/save-stream.ts', "'showSaveFilePicker' in window"],
  },
  {
    feature: '.createWritable',
    why: 'only what showSaveFilePicker has given is written to',
    guard: ['src/desk/exporting/save-stream.ts', 'showSaveFilePicker('],
  },
  ...['.wakeLock', '.released'].map((feature) => ({
    feature,
    why: 'the day screen says that the screen may go dark',
    guard: ['src/ui/tablet/wake-lock.ts', 'if (!wakeLock)'] as const,
  })),
  {
    feature: '.setAppBadge',
    why: 'the icon has no number',
    guard: ['src/ui/tablet/app-badge.ts', "'setAppBadge' in browser"],
  },
  ...['navigator.storage.estimate', '.quota', '.usage'].map((feature) => ({
    feature,
    why: 'the day screen has no line for the room that is left',
    guard: ['src/ui/screens/field/tablet-rows.tsx', 'storage?.estimate?.()'] as const,
  })),
  // Names that only look like the browser's.
  { feature: '.fallback', why: 'an option of a schema of valibot' },
];
