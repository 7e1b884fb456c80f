// `npm run build`: installs what is missing, then builds. On a fresh clone too, with nothing but Node and npm.
import { build, installHere } from './prepare.mjs';

installHere();
process.exitCode = build() ? 0 : 1;
