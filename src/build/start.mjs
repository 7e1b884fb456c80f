#!/usr/bin/env node
// `npm start`, and `npx barometre COMMAND`: installs and builds, each only when needed, then serves or runs the command. It runs on a fresh
// clone with nothing but Node and npm.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded, installHere } from './prepare.mjs';

const from = process.cwd();
const root = installHere();
buildIfNeeded();
// Folders that are not set are those of the clone. The others, and the files of a command, are relative to where it was typed.
process.env.BAROMETRE_FOLDER = root;
for (const [name, usual] of Object.entries({ DATA_DIR: 'data', SURVEYS_DIR: 'public/surveys' }))
  process.env[name] = process.env[name] ? resolve(from, process.env[name]) : join(root, usual);
process.chdir(from);
process.env.BAROMETRE_TYPED ||= 'npx barometre';
// In this process, so that signals reach the endpoint directly.
await import(pathToFileURL(join(root, 'dist/endpoint/main.js')).href);
