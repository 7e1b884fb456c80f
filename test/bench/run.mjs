// `npm run bench`: prints each figure beside its budget. Times are never asserted; bytes are, in the suite.
// `npm run bench:million` fills an endpoint first, which takes minutes; `npm run bench -- outbox` fills a tablet,
// `npm run bench -- hostile` attacks an endpoint while a phone posts; `npm run bench -- compaction` posts while PostgreSQL's tables are rewritten,
// `npm run bench -- publishing` publishes surveys while they are answered, `-- workbook` reads large workbooks meanwhile,
// `npm run bench -- columns` while the columns are built after a start; `npm run bench -- memory` exports what is large;
// `npm run bench -- --peers` loads other survey tools from npm with the same questions; `-- --central URL` posts to an ODK Central;
// `npm run walk` counts the files between a tap and its row.
import { buildIfNeeded, installHere } from '../../src/build/prepare.mjs';

installHere();
buildIfNeeded();
const { runnerImport } = await import('vite');
const [which, ...words] = process.argv.slice(2);
const FILES = {
  million: '/test/bench/million/million.ts',
  outbox: '/test/bench/outbox.ts',
  hostile: '/test/bench/hostile.ts',
  compaction: '/test/bench/compaction.ts',
  columns: '/test/bench/columns-start.ts',
  memory: '/test/bench/memory.ts',
  publishing: '/test/bench/publishing.ts',
  workbook: '/test/bench/workbook.ts',
  walk: '/test/bench/walk.ts',
  '--peers': '/test/bench/peers/peers.ts',
  '--central': '/test/bench/peers/central.ts',
};
const file = FILES[which] ?? '/test/bench/bench.ts';
// The code that draws pages comes along with the endpoint's parts. Its styles cannot be imported here, and no bench needs them.
const unstyled = {
  name: 'unstyled',
  enforce: 'pre',
  resolveId: (id) => (id.endsWith('.css') ? '\0unstyled' : undefined),
  load: (id) => (id === '\0unstyled' ? 'export default {}' : undefined),
};
const { module } = await runnerImport(file, { root: process.cwd(), configFile: false, plugins: [unstyled] });
await module.bench(words);
