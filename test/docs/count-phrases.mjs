// `node test/docs/count-phrases.mjs [--list] [FOLDER…]`: counts phrases that a plain verb can replace, and names that do not say what they
// are, in the files that git knows. `--list` shows each line.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PHRASES =
  /\b(?:whoever|nobody|anew|let go of|lets go of|of its own|comes? home|stands|lies|is told|mend(?:s|ed|ing)?|laid down)\b/gi;
// `print` and `proof` are columns of the schema and `lots` is a name of the wire: as fields they stay.
const NAMES =
  /\b(?:const|let|function|interface|type|class|readonly) (?:Told|tell|toldOf|Of|said|LeftBehind|Between|Leaves|letGo|ranOver|untold|STRAY|REST|LITTLE|PlaceRow|Deed|Standpoint|lots|foresee|rise)\b|\b(?:const|let|function) (?:print|proof)\b/g;
const TEXT = /\.(?:ts|tsx|mjs|md|css|html|sh|ini|yml|cff|conf|json)$|\/(?:Dockerfile|Caddyfile|barometre\.\w+)$/;
/** Wordings of published surveys and quotations of the study stay as they are; the list of packages is npm's. */
const NOT_OURS = /^(?:public\/surveys\/[^/]+\/\d+\.json|test\/fixtures\/|package-lock\.json|LICENSE|test\/docs\/)/;

/** Each place where a phrase or a name is found: `{ file, line, found, kind }`. */
export function findPhrases(folders = []) {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...folders], {
    encoding: 'utf8',
  }).split('\n');
  return files.filter((file) => TEXT.test(file) && !NOT_OURS.test(file)).flatMap(foundIn);
}

function foundIn(file) {
  return textOf(file)
    .split('\n')
    .flatMap((text, index) => [
      ...[...text.matchAll(PHRASES)].map(([found]) => ({ file, line: index + 1, found, kind: 'phrase', text })),
      ...[...text.matchAll(NAMES)].map(([found]) => ({ file, line: index + 1, found, kind: 'name', text })),
    ]);
}

/** Empty for a file that was removed and is still in the index. */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folders = process.argv.slice(2).filter((word) => word !== '--list');
  const found = findPhrases(folders);
  if (process.argv.includes('--list'))
    for (const { file, line, text } of found) console.log(`${file}:${line}: ${text.trim()}`);
  for (const kind of ['phrase', 'name']) {
    const some = found.filter((one) => one.kind === kind);
    console.log(`\n${kind}s: ${some.length}`);
    for (const [word, count] of tally(some, ({ found }) => found.toLowerCase())) console.log(`  ${count}\t${word}`);
    for (const [folder, count] of tally(some, ({ file }) => file.split('/').slice(0, 2).join('/')))
      console.log(`  ${count}\t${folder}`);
  }
}

function tally(found, of) {
  const counts = new Map();
  for (const one of found) counts.set(of(one), (counts.get(of(one)) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}
