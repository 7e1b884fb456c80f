// Runs a built simulator, and says to the process that started it how many interviews there were: `node run-built.mjs PATH words...`.
import { pathToFileURL } from 'node:url';

const [built, ...words] = process.argv.slice(2);
const interviews = await (await import(pathToFileURL(built).href)).command(words);
process.send?.(interviews);
