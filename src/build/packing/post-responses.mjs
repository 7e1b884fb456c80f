// Posts responses to the endpoint under trial, as a device does.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A trial waits for an endpoint no longer than this, in seconds. */
export const TRIAL_PATIENCE = 30;
/** The first survey that comes with the program, and its latest revision. */
const [{ id, revision: REVISION }] = readJson('public/surveys/index.json').surveys;
export const SURVEY = id;
const {
  stratum: STRATUM,
  languages: LANGUAGES,
  sections: SECTIONS,
} = readJson(`public/surveys/${SURVEY}/${REVISION}.json`);
const [{ id: OPTION }] = SECTIONS.flatMap(({ questions }) => questions).find((one) => one.id === STRATUM).options;
export const URL_HERE = 'http://127.0.0.1:4173';

export function health() {
  return fetch(`${URL_HERE}/api/health`);
}

/** Returns whether the endpoint is healthy. Until it listens, a connection is refused, or is one that a process before has closed. */
export async function isServing() {
  try {
    return (await health()).status === 200;
  } catch (error) {
    if (error.message !== 'fetch failed') throw error;
    return false;
  }
}

export function envelope() {
  return {
    id: randomUUID(),
    sequence: 1,
    survey: SURVEY,
    revision: REVISION,
    status: 'complete',
    mode: 'self',
    channel: null,
    language: LANGUAGES[0],
    startedOn: new Date().toISOString().slice(0, 10),
    minutes: 3,
    lastQuestion: STRATUM,
    receiptHash: createHash('sha256').update(randomBytes(16)).digest('hex'),
    answers: { [STRATUM]: OPTION },
  };
}

/** Returns the verdict, its problem, or the status and code of a refusal of the whole. */
export async function post(one, url = URL_HERE) {
  const reply = await fetch(`${url}/api/responses`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ envelopes: [one] }),
  });
  const read = await reply.json();
  if (reply.status !== 200) return `${reply.status} ${read.code}`;
  const [{ verdict, problem }] = read.verdicts;
  return problem ? `${verdict} ${problem.code ?? problem}` : verdict;
}

/** An endpoint serves a published survey within five seconds. */
export async function postWhenServed(one, url) {
  let verdict;
  await until(async () => {
    verdict = await post(one, url);
    return !verdict.includes('survey.unknown');
  });
  return verdict;
}

export async function until(isSo) {
  for (const start = performance.now(); !(await isSo()); ) {
    if (performance.now() - start > TRIAL_PATIENCE * 1_000)
      throw new Error(`not within ${TRIAL_PATIENCE} seconds: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
