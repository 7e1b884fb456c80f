// `npm run build`: installs what is missing, then builds. On a fresh clone too, with nothing but Node and npm.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, checkNode, installIfNeeded } from './prepare.mjs';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '../..'));
checkNode();
installIfNeeded();
process.exitCode = build() ? 0 : 1;
