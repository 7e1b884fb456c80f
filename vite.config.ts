import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { accessibilityFiles } from './src/build/accessibility/reports.ts';
import { CHROMIUM_ARGS, findLightChromium } from './src/build/chromium.mjs';
import { earlyScripts } from './src/build/release/early-scripts.ts';
import { inlineStyles } from './src/build/release/inline-styles.ts';
import { lazyFormats } from './src/build/release/lazy-formats.ts';
import { lazyImports } from './src/build/release/lazy-imports.ts';
import { compressRelease } from './src/build/release/release.ts';
import { DESK_SOURCE, deskPage, staticFiles, worker } from './src/build/release/release-plugins.ts';
import { sharedChunks } from './src/build/release/shared-chunks.ts';
import { compiledWords, writeWords } from './src/build/words/write-words.ts';

// Whatever reads this file imports them: the build, the tests, the server of `npm run dev`. `npm test` writes them once for a dozen runs.
if (process.env.WORDS_ARE_WRITTEN === undefined) writeWords();

const DIST = process.env.DIST_DIR ?? 'dist';
const APP = `${DIST}/app`;
// The oldest browsers that we promise, as README does.
const BROWSERS = ['safari16.4', 'ios16.4', 'chrome111', 'firefox121'];

// One file for all that the first question needs: a kilobyte less than the six that sharing with later screens would make.
const FIRST = { name: 'first', test: /src\/survey-start\.tsx$/, includeDependenciesRecursively: true };
// Has Chromium compile all functions of that file while it comes, beside the thread that draws. Other browsers, to which the comment says
// nothing, compile each at its first call.
const compiledAtOnce: Plugin = {
  name: 'compiled-at-once',
  applyToEnvironment: ({ name }) => name === 'client',
  generateBundle: {
    // Vite writes its own first line before.
    order: 'post',
    handler(_, bundle) {
      for (const output of Object.values(bundle))
        if (output.type === 'chunk' && output.moduleIds.some((id) => FIRST.test.test(id)))
          output.code = `//# allFunctionsCalledOnLoad\n${output.code}`;
    },
  },
};
// The first file names two dozen others: what a name has of chance does not compress, and 28 bits are enough to tell two releases apart.
const SHORT_NAMES = {
  hashCharacters: 'hex' as const,
  entryFileNames: 'assets/[name]-[hash:7].js',
  chunkFileNames: 'assets/[name]-[hash:7].js',
  assetFileNames: ({ names }: { names: readonly string[] }) =>
    `assets/${names[0]?.endsWith('.woff2') ? 'letters' : '[name]'}-[hash:6][extname]`,
};
// The page holds the first question before any code: the build writes these names too.
const css = {
  modules: { generateScopedName: (name: string, file: string) => `${basename(file).split('.')[0]}-${name}` },
};

// What idb adds to databases and cursors, of which `device/store` uses nothing: 0.4 kB of the first file.
const UNUSED_OF_IDB = { manualPureFunctions: ['replaceTraps'] };

const executablePath = findLightChromium();
const inBrowser = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({
    launchOptions: { args: [...CHROMIUM_ARGS], ...(executablePath === undefined ? {} : { executablePath }) },
  }),
  instances: [{ browser: 'chromium' as const }],
});

// How long what a test waits for may take before it is given up: no claim about speed, which the bench measures. Five runs share two
// cores, where what takes ten seconds of one may take a minute.
const patience = {
  setupFiles: ['test/support/patience.ts'],
  testTimeout: process.env.BAROMETRE_LONG === undefined ? 300_000 : 3_600_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 30_000 } },
};

// Endpoints that tests start serve the surveys that come with the sources, where no others are named.
const SHIPPED = { SURVEYS_DIR: 'public/surveys' };

// What takes minutes is left to `npm run test:long`.
const NOT_LONG = process.env.BAROMETRE_LONG === undefined ? ['**/*.long.test.ts'] : [];

export default defineConfig({
  css,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { RELEASE: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version) },
  plugins: [
    compiledWords(),
    staticFiles('public'),
    accessibilityFiles(),
    inlineStyles(),
    lazyImports(),
    lazyFormats(),
    earlyScripts(
      { '<!--early-->': 'src/early.ts', '<!--after-picture-->': 'src/after-picture.ts' },
      'src/results-ahead.ts',
    ),
    compiledAtOnce,
    worker(APP),
    deskPage(),
  ],
  build: {
    target: BROWSERS,
    assetsInlineLimit: 0,
    // What comes later is fetched ahead: links to fetch it sooner would cost the first question more than they bring.
    modulePreload: false,
    copyPublicDir: false,
    // On a slow machine the bundler would warn, at the first start, of the time of plugins, which no operator can change.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  builder: {
    async buildApp(builder) {
      const { client, desk, sw, endpoint } = builder.environments;
      if (!client || !desk || !sw || !endpoint)
        throw new Error('Four things are built: the app, the desk, the worker and the endpoint');
      await builder.build(client);
      await builder.build(desk);
      // The worker names the files of the app, so they are there before it.
      await builder.build(sw);
      await compressRelease(APP);
      await builder.build(endpoint);
    },
  },
  environments: {
    client: {
      build: {
        outDir: APP,
        rolldownOptions: {
          output: {
            ...SHORT_NAMES,
            codeSplitting: {
              groups: [FIRST, ...sharedChunks()],
            },
          },
          treeshake: UNUSED_OF_IDB,
        },
      },
    },
    // On its own, so that nothing of what respondents download is divided otherwise for its sake.
    desk: {
      consumer: 'client',
      build: {
        outDir: APP,
        emptyOutDir: false,
        assetsDir: 'assets/organisateur',
        rolldownOptions: { input: DESK_SOURCE },
      },
    },
    sw: {
      consumer: 'client',
      build: {
        outDir: APP,
        emptyOutDir: false,
        rolldownOptions: {
          input: 'sw/sw.ts',
          output: { format: 'iife', entryFileNames: 'sw.js' },
          // The worker has everything in one file. The module that loads late files in the app therefore finds nothing here.
          transform: { define: { 'import.meta': '{}' } },
        },
      },
    },
    endpoint: {
      consumer: 'server',
      resolve: { external: true },
      build: {
        outDir: `${DIST}/endpoint`,
        target: 'node20',
        minify: false,
        rolldownOptions: {
          input: [
            'src/host/main.ts',
            'src/endpoint/storage/sqlite/sqlite-writer-thread.ts',
            'src/endpoint/columns/columns-thread.ts',
            'src/endpoint/exports/export-thread.ts',
            'src/endpoint/publishing/upload/reading-thread.ts',
            'src/endpoint/publishing/pages/pages-thread.ts',
          ],
          output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
        },
      },
    },
  },
  test: {
    // `npm test` runs Vitest a dozen times on the same sources: what one run has transformed, the others read from node_modules.
    experimental: { fsModuleCache: true },
    projects: [
      {
        test: {
          name: 'node',
          ...patience,
          env: SHIPPED,
          // A file finds loaded what one before it has: half of the time of these tests was loading. So nothing stays spied upon.
          isolate: false,
          restoreMocks: true,
          include: [
            'test/{core,wire,lazy,sealing,authoring,edition,pages,desk,endpoint,demonstration,dossier,host,build,simulation,docs}/**/*.test.ts',
            'test/ui/**/*.node.test.ts',
            'test/*.test.ts',
          ],
          exclude: NOT_LONG,
        },
      },
      {
        optimizeDeps: {
          include: [
            'idb',
            'valibot',
            'workbox-window',
            '@noble/hashes/sha2.js',
            '@noble/hashes/utils.js',
            'canonicalize',
            'hpke',
          ],
        },
        test: { name: 'device', ...patience, include: ['test/device/**/*.test.ts'], browser: inBrowser() },
      },
      {
        css,
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        optimizeDeps: {
          include: [
            'preact',
            'preact/hooks',
            'preact/jsx-runtime',
            'preact/jsx-dev-runtime',
            'preact/test-utils',
            'preact-render-to-string',
            '@preact/signals',
            '@noble/hashes/sha2.js',
            '@noble/hashes/utils.js',
            'lean-qr',
            'lean-qr/extras/svg',
            'uplot',
            'fflate',
            'mammoth/mammoth.browser.js',
            'valibot',
          ],
        },
        test: { name: 'ui', ...patience, include: ['test/{desk,ui}/**/*.test.tsx'], browser: inBrowser() },
      },
      {
        test: {
          name: 'journeys',
          ...patience,
          env: SHIPPED,
          // Files share what they load, and the browser: two seconds a file.
          isolate: false,
          include: ['test/journeys/**/*.test.ts'],
          exclude: NOT_LONG,
          fileParallelism: false,
          maxWorkers: 1,
        },
      },
    ],
  },
});
