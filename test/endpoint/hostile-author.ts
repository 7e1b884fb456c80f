import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { deflateRawSync } from 'node:zlib';
import { expect } from 'vitest';
import { ask } from '../support/ask.ts';
import { LONG } from '../support/long.ts';
import { NOTICE_EN } from '../support/notice.ts';
import type { Json } from '../support/surveys.ts';
import { xlsxOf } from '../support/xlsx.ts';
import { type EndpointProcess, runProgram } from './process.ts';
import { gardenRevision } from './publishing/garden.ts';
import { marketSheets } from './publishing/market.ts';
import { blankPicture, noisyPicture } from './publishing/png.ts';

export interface HostileFiles {
  /** A revision, or the files of a survey. */
  readonly of: (survey: string) => Buffer | Readonly<Record<string, Buffer>>;
  /** So many surveys have such files. */
  readonly surveys?: number;
  /** Calls that are made at once when the files are there. */
  readonly asks?: (
    survey: string,
    version: string,
  ) => readonly (readonly [call: string, body?: object, version?: string])[];
  /** How each reply may begin. */
  readonly replies: readonly string[];
}

const garden = (survey: string, changes: Readonly<Record<string, Json>> = {}) => gardenRevision(survey, 1, changes);
const json = (of: unknown) => Buffer.from(JSON.stringify(of));
const times = <One>(count: number, one: (at: number) => One) => Array.from({ length: count }, (_, at) => one(at));

/** A survey with this condition, as text: longer or deeper than an object can be. */
function conditioned(survey: string, rule: string): Buffer {
  const ids = ['vegetables', 'fruit', 'flowers', 'herbs', 'other', 'nothing', ...times(475, (at) => `a${at}`)];
  const options = ids.map((id) => ({ id, label: { en: id } }));
  const changes = { 'sections.0.questions.1.options': options, 'sections.0.questions.2.showIf': 'RULE' };
  return Buffer.from(garden(survey, changes).toString().replace('"RULE"', rule));
}

/** So many questions more, each with so many leaves in its condition. */
function asking(survey: string, questions: number, leaves: number): Buffer {
  const { sections, ...rest } = JSON.parse(garden(survey).toString());
  const showIf = { any: times(leaves, () => ({ item: 'plot', in: ['yes', 'no', 'shared'] })) };
  const one = (at: number) => ({
    id: `q${at}`,
    kind: 'text',
    text: { en: '?' },
    maxBytes: 9,
    ...(leaves > 0 && { showIf }),
  });
  return json({
    ...rest,
    sections: [...sections, { id: 'more', title: { en: '?' }, questions: times(questions, one) }],
  });
}

/** Four gigabytes of zeros in as many megabytes, of which the directory says that they are a thousand bytes. */
function bomb(): Buffer {
  const name = 'xl/sharedStrings.xml';
  const zeros = deflateRawSync(Buffer.alloc(2 ** 20));
  // Each byte in the middle says the same: another thousand zeros.
  const half = Math.floor(zeros.length / 2);
  const packed = Buffer.concat([zeros.subarray(0, half), Buffer.alloc(4_400_000, zeros[half]), zeros.subarray(half)]);
  const zip = Buffer.from(xlsxOf(marketSheets(''), { parts: { [name]: [new Uint8Array(packed), { level: 0 }] } }));
  // How it is packed, then its size: before the part, and again in the directory.
  for (const at of [zip.indexOf(name) - 22, zip.lastIndexOf(name) - 36]) {
    zip.writeUInt16LE(8, at);
    zip.writeUInt32LE(1_000, at + 14);
  }
  return zip;
}

const NOISE = noisyPicture(4_900_000);
const DARK = blankPicture(8_000, 8_000);
const LANGUAGES = ['en', 'fr', 'de', 'es', 'it'];
const inAll = (_: string, value: { readonly en?: unknown } | null) =>
  typeof value?.en === 'string' ? Object.fromEntries(LANGUAGES.map((tag) => [tag, value.en])) : value;
const FAULTY = '409 draft.faulty revision.faulty 1.json';

export const LARGEST: HostileFiles = {
  of: (survey) => ({
    '1.json': garden(survey),
    ...Object.fromEntries(times(4, (at) => [`previews/p${at}.png`, NOISE])),
  }),
  surveys: 6,
  replies: ['200'],
};

/** These files cost most. Each is put by an author of their own. */
export const HOSTILE: Readonly<Record<string, HostileFiles>> = {
  'a contact of 80 000 letters': {
    of: (survey) => ({
      '1.json': garden(survey),
      'notice.json': json({ ...NOTICE_EN, contact: { en: 'a'.repeat(80_000) } }),
    }),
    asks: () => times(10, () => ['/.well-known/security.txt'] as const),
    replies: ['404', '409 draft.faulty notice.faulty notice.json'],
  },
  ...Object.fromEntries(
    ['fruit', 'none'].map((id) => {
      const rule = `{"item":"crops","in":[${`"${id}",`.repeat(5_000_000 / (id.length + 4))}"a1"]}`;
      return [`a condition of ${id} a million times`, { of: (survey) => conditioned(survey, rule), replies: [FAULTY] }];
    }),
  ),
  'pictures of 64 MB of pixels in 65 kB': {
    of: garden,
    asks: (survey, version) =>
      times(
        48,
        (at) => [`PUT surveys/${survey}/draft/previews/p${at}.png`, DARK, at % 2 ? version : '"stale"'] as const,
      ),
    replies: ['200', '400 picture.unreadable', '412 draft.changed'],
  },
  'surveys as large as pictures make them': LARGEST,
  'a workbook that unpacks to 4 GB': { of: () => ({ 'a.xlsx': bomb() }), replies: ['400 workbook.unreadable'] },
  '200 000 pasted questions': {
    of: () => ({ 'a.txt': Buffer.from(times(200_000, (at) => `${(at % 999) + 1}. Et ?\nMot\n`).join('')) }),
    replies: ['400 workbook.unreadable'],
  },
  'drafts of 5 MB of braces': {
    of: () => Buffer.from(`{"a":[${'{},'.repeat(1_700_000)}{}]}`),
    surveys: 4,
    asks: () => times(10, () => ['overview'] as const),
    replies: ['200', FAULTY],
  },
  'texts of 20 000 backslashes': {
    of: garden,
    asks: (survey) => times(LONG ? 16 : 4, () => [`surveys/${survey}/text`, { text: '\\'.repeat(20_000) }] as const),
    replies: ['200'],
  },
  "another survey's installed application": {
    of: (survey) => ({
      '1.json': garden(survey),
      'presentation.json': json({ app: { identity: '/?s=numerique-territorial' } }),
    }),
    replies: ['409 draft.faulty presentation.faulty presentation.json'],
  },
  'pages of megabytes in five languages': {
    of: (survey) => {
      const large = garden(survey, { 'opening.who.en': '<'.repeat(980_000), languages: LANGUAGES });
      return json(JSON.parse(large.toString(), inAll));
    },
    asks: (survey) => LANGUAGES.map((tag) => [`/?s=${survey}&lang=${tag}`] as const),
    replies: ['200', FAULTY],
  },
  'a rule nested 20 000 deep': {
    of: (survey) => conditioned(survey, `${'{"not":'.repeat(20_000)}{"answered":"plot"}${'}'.repeat(20_000)}`),
    asks: (survey) => [[`surveys/${survey}/report`]],
    replies: ['200', FAULTY],
  },
  'as many questions as 5 MB hold': {
    of: (survey) => asking(survey, 75_000, 0),
    replies: [FAULTY],
  },
  'a survey just within the limits': { of: (survey) => asking(survey, 490, 4), replies: ['200'] },
};

/** Somebody with a token for surveys of their own, whose ids begin with its name. */
export async function authorOf(url: string, name: string) {
  const limit = { scopes: ['author', 'publish'], until: '2999-12-31', surveys: [`${name}-*`] };
  const { token } = (await ask(url, 'tokens', { name, ...limit })).body;
  const call = (what: string, body?: object, version?: string) => ask(url, what, body, { token, version });
  /** Puts files into a draft and publishes it: the last reply, or the first that is a refusal. */
  async function publish(survey: string, files: Buffer | Readonly<Record<string, Buffer>>) {
    let version: string | undefined;
    for (const [path, bytes] of Object.entries(Buffer.isBuffer(files) ? { '1.json': files } : files)) {
      const put = await call(`PUT surveys/${survey}/draft/${path}`, bytes, version);
      if (put.status !== 200) return put;
      version = put.etag;
    }
    return await call(`surveys/${survey}/publish`, {}, version);
  }
  /** Puts it all, and asks: the replies that do not begin as they should. Any token may be refused for asking too much. */
  async function attack(
    { of, surveys = 1, asks = () => [], replies }: HostileFiles,
    kind = 0,
  ): Promise<readonly string[]> {
    const told = [];
    const id = (at: number) => `${name}-${kind}-${at}`;
    for (let at = 0; at < surveys; at++) told.push(await publish(id(at), of(id(at))));
    told.push(...(await Promise.all(asks(id(0), told[0]?.etag ?? '').map((one) => call(...one)))));
    const due = [...replies, '429 rate.limited', '507 token.full'];
    return told
      .map(({ status, body }) => [status, body?.code, body?.lines?.[0]].filter(Boolean).join(' '))
      .filter((one) => !due.some((reply) => one.startsWith(reply)));
  }
  return { call, publish, attack, revoke: () => ask(url, 'tokens/revoke', { name }) };
}

/** Another organiser publishes from the desk and from the command line, and their token is revoked: seconds until each is obeyed. */
export async function othersWork({ url }: EndpointProcess, main: string, folder: string, name: string) {
  const { publish, call, revoke } = await authorOf(url, name);
  const workbook = join(folder, 'workbook.xlsx');
  await writeFile(workbook, xlsxOf(marketSheets('', `${name}-1`)));
  const seconds = async (of: () => Promise<number>, status: number) => {
    const begun = performance.now();
    while ((await of()) !== status) await setTimeout(20);
    return (performance.now() - begun) / 1_000;
  };
  const served = async (survey: string) => (await ask(url, `/surveys/${survey}/current`)).status;
  const desk = publish(`${name}-0`, { '1.json': garden(`${name}-0`) });
  const byDesk = await seconds(() => served(`${name}-0`), 200);
  expect((await desk).status).toBe(200);
  expect((await runProgram(main, folder, 'survey', 'publish', workbook)).err).toBe('');
  const byCommand = await seconds(() => served(`${name}-1`), 200);
  const revoked = revoke();
  const untilRevoked = await seconds(async () => (await call('me')).status, 401);
  await revoked;
  return { served: Math.max(byDesk, byCommand), revoked: untilRevoked };
}
