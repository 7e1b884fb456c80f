// Runs a built simulator, in a process of its own: `node run-built.mjs PATH words...`.
import { pathToFileURL } from 'node:url';

const [built, ...words] = process.argv.slice(2);
await (await import(pathToFileURL(built).href)).command(words);
