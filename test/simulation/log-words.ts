/* What a reader needs besides the lines of a log, and does not need of them. */

/** 0012 for the id of response 0012, 0012.3 for the name of its third envelope. */
export function withNames(text: string): string {
  return text.replaceAll(/0000(\d{4})-0000-4000-8000-0{12}/g, '$1');
}

interface Line {
  readonly time: string;
  readonly who: string;
  readonly words: string;
}

function partsOf(line: string): Line | undefined {
  const [, time, who, words] = /^(\d\S+) +(\S+) +(.*)$/s.exec(line) ?? [];
  return time === undefined || who === undefined || words === undefined ? undefined : { time, who, words };
}

interface Distraction {
  readonly words: RegExp;
  /** Matches the invariants that it helps with. */
  readonly unless: RegExp;
  /** What says so of the response that broke is no distraction. */
  readonly isOfOthers?: true;
}

/** What is in most logs, and helps with some failures only. */
const DISTRACTIONS: readonly Distraction[] = [
  { words: /^\d+ sees: \d answers? saved/, unless: /saved|draft|open/ },
  { words: /\bdraft of .*, removed at/, unless: /saved|draft|open/ },
  { words: /\bthe note that nothing was sent of/, unless: /said to be erased|erased in the end/ },
  { words: /\bthe card of/, unless: /card/ },
  { words: /\bthe (copy of the )?note to erase/, unless: /eras/, isOfOthers: true },
  { words: /^(GET|DELETE) \/api\/receipt /, unless: /eras|receipt/, isOfOthers: true },
  { words: /\bthe keys that the tablet seals with/, unless: /keys|sealed/ },
  { words: /\bthe copy of the counts/, unless: /missing|tablet says/ },
  { words: /^the counts of the day/, unless: /missing|tablet says/ },
];

/** What a log is to explain: the invariant, and the responses that are named in what was found. */
export interface Question {
  readonly invariant: string;
  readonly names: readonly string[];
}

function isNeededFor({ invariant, names }: Question): (words: string) => boolean {
  const distractions = DISTRACTIONS.filter(({ unless }) => !unless.test(invariant));
  return (words) => {
    const isOfOthers = !names.some((name) => words.includes(name));
    return !distractions.some((one) => one.words.test(words) && (isOfOthers || one.isOfOthers === undefined));
  };
}

/** Between two of the things that one transaction writes. */
const NEXT_WRITE = /, (?=(?:writes|removes|loses|empties|has again) )/;

/** By which somebody came; that matters where the notice declares other channels. */
const LINK = / \(by the link [^)]*\)/;

/** The lines without what has nothing to do with the failure; what is repeated is counted. `quiet`: devices on which nothing happens. */
export function readableLines(
  lines: readonly string[],
  question: Question,
  quiet: readonly string[],
): readonly string[] {
  const isNeeded = isNeededFor(question);
  const hasChannels = lines.some((line) => line.includes('declares the channel'));
  const shown: { readonly line: string; readonly same: string; times: number; last: string }[] = [];
  for (const line of lines) {
    const { time, who, words } = partsOf(line) ?? { time: '', who: '', words: line };
    if (quiet.includes(deviceOf(who))) continue;
    const [mark, written] = words.startsWith('· ') ? ['· ', words.slice(2).split(NEXT_WRITE)] : ['', [words]];
    const needed = written.filter(isNeeded);
    if (needed.length === 0) continue;
    const same = `${who.padEnd(12)} ${mark}${hasChannels ? needed.join(', ') : needed.join(', ').replace(LINK, '')}`;
    const before = shown.at(-1);
    if (before?.same === same) {
      before.times++;
      before.last = time;
    } else shown.push({ line: time === '' ? line : `${time}  ${same}`, same, times: 1, last: time });
  }
  return shown.map(({ line, times, last }) => (times === 1 ? line : `${line} (${times} times, the last at ${last})`));
}

function deviceOf(who: string): string {
  return who.split('/')[0] ?? who;
}

interface Thing {
  readonly name: string;
  readonly written: string;
  readonly state: string;
  gone: string;
}

/** What became of each thing of a response, as far as the lines say it, what its person saw last, and what the endpoint last heard. */
export function fateOf(lines: readonly string[], question: Question, name: string): readonly string[] {
  const isAbout = new RegExp(`\\b${name}\\b`);
  const things = new Map<string, Thing>();
  let [seen, heard] = ['', 'the endpoint has heard nothing of it'];
  for (const line of lines) {
    const { time, who, words } = partsOf(line) ?? { time: '', who: '', words: '' };
    if (words.startsWith('· ')) for (const write of words.slice(2).split(NEXT_WRITE)) note(things, write, time, who);
    if (!isAbout.test(words)) continue;
    const [, sees] = /^\d+ sees: (.*)/.exec(words) ?? [];
    if (sees !== undefined) seen = `its person saw last at ${time}, on ${who}: ${sees}`;
    if (who === 'endpoint') heard = `the endpoint last heard of it at ${time}: ${words}`;
  }
  const own = [...things.values()].filter((thing) => isAbout.test(thing.name));
  const written = own
    .filter((thing) => thing.gone === '' || !own.some((other) => isLater(other.name, thing.name)))
    .map(({ name, written, state, gone }) => `${name}${state}: written at ${written}${gone || ', and still there'}`)
    .filter(isNeededFor(question));
  return [...(seen === '' ? [] : [seen]), ...written, heard];
}

function note(things: Map<string, Thing>, write: string, time: string, who: string): void {
  // A store is emptied whole; its copies and the notes to erase are elsewhere.
  if (write.startsWith('empties '))
    for (const [, thing] of things)
      if (thing.name.endsWith(` on ${deviceOf(who)}`) && !/^the (copy|note to erase)/.test(thing.name))
        thing.gone ||= `, gone at ${time}: ${who} ${write}`;
  const [, verb, what = '', state = ''] = /^(\w+)(?: again an earlier state of)? (.+?)( \(.*\))?$/.exec(write) ?? [];
  const name = `${what} on ${deviceOf(who)}`;
  const known = things.get(name);
  if (verb === 'writes' || verb === 'has') things.set(name, { name, written: `${time} by ${who}`, state, gone: '' });
  else if (known) known.gone = verb === 'loses' ? `, lost at ${time}` : `, removed at ${time} by ${who}`;
}

/** One is a later envelope of the same response, in the same place, than the other. */
function isLater(one: string, other: string): boolean {
  const [, number = 0] = /\.(\d+)/.exec(one) ?? [];
  const [, before = 0] = /\.(\d+)/.exec(other) ?? [];
  return Number(number) > Number(before) && one.replace(/\.\d+/, '') === other.replace(/\.\d+/, '');
}
