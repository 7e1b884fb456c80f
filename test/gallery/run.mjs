// `npm run gallery`: a picture of every screen and state, in test-output/gallery/index.html. `npm run gallery -- card opening` draws those
// whose names hold one of these words; `--sizes=phone,tablet` and `--themes=light` draw fewer of each.
import { buildIfNeeded, installHere } from '../../src/build/prepare.mjs';

installHere();
buildIfNeeded();
const { runnerImport } = await import('vite');
const { module } = await runnerImport('/test/gallery/gallery.ts', { root: process.cwd(), configFile: false });
await module.gallery(process.argv.slice(2));
process.exit(0);
