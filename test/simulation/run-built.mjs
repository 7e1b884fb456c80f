// Runs a built simulator, and says to the process that started it how many interviews there were: `node run-built.mjs PATH OPTIONS-AS-JSON`.
import { pathToFileURL } from 'node:url';

const [built, options] = process.argv.slice(2);
const interviews = await (await import(pathToFileURL(built).href)).command(JSON.parse(options));
process.send?.(interviews);
