import { join } from 'node:path';
import fc from 'fast-check';
import { pathThrough } from '../../src/core/answering/flow.ts';
import { toWire } from '../../src/wire/wire-answers.ts';
import { DAY, envelope, openSqlite } from '../endpoint/harness.ts';
import { memory, organiser, sendOneByOne } from '../endpoint/honest.ts';
import { type EndpointProcess, startProcess } from '../endpoint/process.ts';
import { answersOf } from '../support/arbitrary-answers.ts';
import { study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';
import { benchFolder, type Line, printTable } from './table.ts';

/** Some hundred megabytes as NDJSON. */
const RESPONSES = 40_000;
const BATCH = 1_000;
/** How much an endpoint may grow during an export, in bytes: the heap of a thread, and no more of it however much it has written. */
const BUDGET = 150_000_000;
/** How much more in the second half of an export than in the first, in bytes. */
const FLAT = 20_000_000;

/** `npm run bench -- memory`: how much the process of an endpoint grows while it exports, and takes posts meanwhile. */
export async function bench(): Promise<void> {
  const folder = benchFolder();
  await fill(join(folder, 'responses.sqlite'));
  const endpoint = await startProcess('dist/endpoint/main.js', folder);
  await sendOneByOne(endpoint, 20);
  const lines: Line[] = [];
  for (const format of ['ndjson', 'csv', 'xlsx', 'zip']) lines.push(await exported(endpoint, format));
  endpoint.child.kill('SIGTERM');
  await endpoint.ended;
  printTable(`an export of ${RESPONSES} responses, posts meanwhile`, lines);
}

async function fill(file: string): Promise<void> {
  const storage = openSqlite(file);
  const whole = wholeAnswers(study.survey);
  const some = fc.sample(answersOf(study.survey), { numRuns: 200, seed: 1 });
  const answers = [whole, ...some].map((one) => toWire(pathThrough(study.survey, one)));
  for (let stored = 0; stored < RESPONSES; stored += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, turn) => ({
      // Every other one is as long as a response can be.
      envelope: envelope({ answers: answers[turn % 2 === 0 ? 0 : turn % answers.length] }),
      digest: 'f'.repeat(64),
    }));
    await storage.store(batch, [], DAY);
  }
  await storage.close();
}

async function exported(endpoint: EndpointProcess, format: string): Promise<Line> {
  const before = await memory(endpoint);
  const response = await fetch(`${endpoint.url}/api/export/numerique-territorial.${format}?today=1`, {
    headers: organiser,
  });
  if (!response.body) throw new Error(`answered ${response.status}`);
  let bytes = 0;
  let isOver = false;
  const read = (async (body: ReadableStream<Uint8Array>) => {
    for await (const chunk of body) bytes += chunk.length;
    isOver = true;
  })(response.body);
  const growth: { readonly bytes: number; readonly grown: number }[] = [];
  let posts = 0;
  while (!isOver) {
    posts += (await sendOneByOne(endpoint, 20)).length;
    growth.push({ bytes, grown: (await memory(endpoint)) - before });
  }
  await read;
  const most = (half: boolean) =>
    growth.reduce((found, one) => (one.bytes > bytes / 2 === half ? Math.max(found, one.grown) : found), 0);
  const [first, second] = [most(false), most(true)];
  return {
    what: `${format}, ${megabytes(bytes)}, ${posts} posts`,
    measured: `${megabytes(first)}, then ${megabytes(second)}`,
    budget: `${megabytes(BUDGET)}, ${megabytes(FLAT)} more in the second half`,
    within: Math.max(first, second) <= BUDGET && second - first <= FLAT,
  };
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
