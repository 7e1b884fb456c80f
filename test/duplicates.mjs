// `node test/duplicates.mjs [FOLDER…]`: six consecutive lines that occur twice in `src` and `sw`, or in the folders named. Imports, blank
// lines, comments and lines that only close brackets or tags do not count. Lists each pair at its full length, and exits with 1 if there is
// any.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SIX = 6;
/** `})}`, `</li>`, `);` and the like. */
const CLOSING = /^(?:[)\]}>;,]|<\/[\w.]*>)+$/;
const folders = process.argv.length > 2 ? process.argv.slice(2) : ['src', 'sw'];

const files = folders
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  .filter((name) => /\.(tsx?|mjs|css)$/.test(name))
  .sort();
const lines = files.flatMap((file) => countedLines(file));

/** The places of the first of six lines, by their text. */
const places = new Map();
for (let at = 0; at + SIX <= lines.length; at++) {
  const six = lines.slice(at, at + SIX);
  if (six[0].file !== six[SIX - 1].file) continue;
  const text = six.map((line) => line.text).join('\n');
  const known = places.get(text);
  if (known) known.push(at);
  else places.set(text, [at]);
}

const pairs = [...places.values()].flatMap((same) =>
  same.flatMap((one, first) =>
    same
      .slice(first + 1)
      .filter((other) => !areAlike(one - 1, other - 1))
      .map((other) => ({ one, other, length: lengthAt(one, other) })),
  ),
);
// Lines that overlap themselves are a list, not a copy.
const copies = pairs.filter(({ one, other, length }) => lines[one].file !== lines[other].file || other - one >= length);
for (const { one, other, length } of copies.sort((a, b) => b.length - a.length))
  console.log(`${String(length).padStart(3)}  ${placeOf(one, length)}  ${placeOf(other, length)}`);
console.log(`${copies.length} pairs of six or more consecutive lines in ${files.length} files`);
process.exitCode = copies.length > 0 ? 1 : 0;

function areAlike(one, other) {
  const [a, b] = [lines[one], lines[other]];
  const isSameFileAsNext = a?.file === lines[one + 1]?.file && b?.file === lines[other + 1]?.file;
  return a !== undefined && b !== undefined && isSameFileAsNext && a.text === b.text;
}

function lengthAt(one, other) {
  let length = 0;
  while (
    lines[one + length]?.file === lines[one].file &&
    lines[other + length]?.file === lines[other].file &&
    lines[one + length].text === lines[other + length].text
  )
    length++;
  return length;
}

function placeOf(at, length) {
  return `${lines[at].file}:${lines[at].number}-${lines[at + length - 1].number}`;
}

function countedLines(file) {
  const counted = [];
  let isComment = false;
  let isImport = false;
  for (const [place, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    const text = line.trim();
    if (!isComment && !isImport && text.startsWith('/*')) isComment = true;
    if (!isComment && text.startsWith('import ')) isImport = true;
    if (text !== '' && !isComment && !isImport && !text.startsWith('//') && !CLOSING.test(text))
      counted.push({ file, number: place + 1, text });
    if (isComment && text.includes('*/')) isComment = false;
    if (isImport && /['"];$/.test(text)) isImport = false;
  }
  return counted;
}
