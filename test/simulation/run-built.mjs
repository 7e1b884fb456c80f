// Runs a built simulator: `node run-built.mjs PATH words...`.
import { pathToFileURL } from 'node:url';

const [built, ...words] = process.argv.slice(2);
await (await import(pathToFileURL(built).href)).command(words);
