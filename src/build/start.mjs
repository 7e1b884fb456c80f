// `npm start`: installs, builds and serves, each only when needed. It runs on a fresh clone with nothing but Node and npm.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildIfNeeded, checkNode, installIfNeeded } from './prepare.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
process.chdir(root);
checkNode();
installIfNeeded();
buildIfNeeded();
// The surveys that come with the sources, where no others are named.
process.env.SURVEYS_DIR ||= 'public/surveys';
// In this process, so that signals reach the endpoint directly.
await import(pathToFileURL(join(root, 'dist/endpoint/main.js')).href);
