import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startPostgres } from '../endpoint/storage/postgres-server.ts';
import { ask, putFiles, send } from '../support/ask.ts';
import { type RunningEndpoint, startEndpoint } from '../support/endpoint.ts';
import { study } from '../support/surveys.ts';
import { randomResponse } from './million/responses.ts';
import { benchFolder, type Line, limit, line, median, ms, printTable } from './table.ts';

const FOLDER = 'public/surveys/exemple-benevolat';
const FILES = ['1.json', 'notice.json', 'presentation.json', 'results.json'];
const MANY = 50;
const PUBLICATIONS = 10;
export const PER_SECOND = 20;
/** Milliseconds during which posts are timed. */
const WATCHED = 8_000;
const ROUNDS = 5;
export const FREELY = { RATE_BURST: '1000000000', RATE_PER_SECOND: '1000000000' };

/** `npm run bench -- publishing`: how soon a survey that is published is answered, and what starts and posts wait for surveys. */
export async function bench(): Promise<void> {
  const dataDir = benchFolder();
  const server = await startPostgres();
  try {
    printTable('publishing', [
      await answered('one endpoint', 5_000, [join(dataDir, 'one')], {}),
      await answered('two endpoints', 10_000, [join(dataDir, 'first'), join(dataDir, 'second')], {
        DATABASE_URL: await server.newDatabase(),
        DISCLOSURE_KEY: '5'.repeat(64),
      }),
      await starts(dataDir),
      await posts(join(dataDir, 'posts')),
    ]);
  } finally {
    await server.remove();
  }
}

/** From the call that publishes at the first endpoint until the last one has stored an answer, looking every 50 ms. */
async function answered(
  what: string,
  budget: number,
  folders: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Line> {
  const endpoints = await Promise.all(folders.map((dataDir) => startEndpoint({ dataDir, env })));
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const id = `survey-${randomUUID().slice(0, 8)}`;
    const [first, last = first] = endpoints;
    if (!first || !last) throw new Error('no endpoint');
    const publish = await drafted(first, id);
    const begun = performance.now();
    await publish();
    while (!(await isStored(last, id))) await setTimeout(50);
    taken.push(performance.now() - begun);
  }
  for (const endpoint of endpoints) await endpoint.stop();
  const slowest = Math.max(...taken);
  return limit(`published until answered, ${what}, slowest of ${ROUNDS}`, slowest, budget);
}

/** The median start with many surveys in the storage, and with one. */
async function starts(folder: string): Promise<Line> {
  const taken: Record<'one' | 'many', number[]> = { one: [], many: [] };
  for (const [which, count] of [
    ['one', 1],
    ['many', MANY],
  ] as const) {
    const dataDir = join(folder, `starts-${which}`);
    const filled = await startEndpoint({ dataDir, env: { ...FREELY, SURVEYS_DIR: '' } });
    for (let place = 0; place < count; place++) await (await drafted(filled, `survey-${place}`))();
    await filled.stop();
    for (let round = 0; round < ROUNDS; round++) {
      const begun = performance.now();
      const endpoint = await startEndpoint({ dataDir, env: { SURVEYS_DIR: '' } });
      taken[which].push(performance.now() - begun);
      await endpoint.stop();
    }
  }
  const [one, many] = [median(taken.one), median(taken.many)];
  const what = `start with ${MANY} surveys in two languages, more than with one`;
  return line(what, `${ms(many - one)} (${ms(one)}, ${ms(many)})`, ms(2_000), many - one <= 2_000);
}

/** The slowest post while surveys are published, less the slowest without, in alternating runs. */
async function posts(dataDir: string): Promise<Line> {
  const endpoint = await startEndpoint({ dataDir, env: FREELY });
  const more: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const publish = await Promise.all(
      Array.from({ length: PUBLICATIONS }, (_, place) => drafted(endpoint, `round-${round}-${place}`)),
    );
    const quiet = await slowestPost(endpoint);
    const busy = slowestPost(endpoint);
    for (const one of publish) {
      await one();
      await setTimeout(WATCHED / PUBLICATIONS / 2);
    }
    more.push((await busy) - quiet);
  }
  await endpoint.stop();
  const what = `slowest of ${PER_SECOND} posts a second, more with ${PUBLICATIONS} publications`;
  return line(
    what,
    `${ms(median(more))} (${more.map((one) => one.toFixed(0)).join(', ')})`,
    ms(50),
    median(more) <= 50,
  );
}

const slowestPost = async ({ url }: RunningEndpoint) => Math.max(...(await timedPosts(url, WATCHED)));

/** Posts random responses to the study, so many a second; returns how long each took, in milliseconds. */
export async function timedPosts(url: string, watched: number): Promise<readonly number[]> {
  const timed = async () => {
    const begun = performance.now();
    const [verdict] = await send(url, randomResponse(study.survey, '2026-11-24').envelope);
    if (verdict !== 'stored') throw new Error(`a response was answered ${verdict}`);
    return performance.now() - begun;
  };
  const taken: Promise<number>[] = [];
  for (const end = performance.now() + watched; performance.now() < end; await setTimeout(1_000 / PER_SECOND))
    taken.push(timed());
  return await Promise.all(taken);
}

/** Puts a draft of the example under this name; returns what publishes it. */
async function drafted({ url }: RunningEndpoint, id: string): Promise<() => Promise<void>> {
  const files = FILES.map((file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8').replace('"id": "exemple-benevolat"', `"id": "${id}"`);
    return [file, Buffer.from(text)] as const;
  });
  const version = await putFiles(url, id, new Map(files));
  return async () => {
    const { status, text } = await ask(url, `surveys/${id}/publish`, {}, { version });
    if (status !== 200) throw new Error(`publish answered ${status}: ${text}`);
  };
}

async function isStored({ url }: RunningEndpoint, survey: string): Promise<boolean> {
  const { envelope } = randomResponse(study.survey, '2026-11-24');
  const blank = {
    ...envelope,
    survey,
    revision: 1,
    status: 'partial',
    language: 'fr',
    channel: null,
    lastQuestion: null,
  };
  return (await send(url, { ...blank, answers: {} }))[0] === 'stored';
}
