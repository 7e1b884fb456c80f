import { loadavg } from 'node:os';
import { canonicalForm } from '../../../src/wire/canonical.ts';
import { ask } from '../../endpoint/storage/postgres-server.ts';
import { startEndpoint } from '../../support/endpoint.ts';
import { study } from '../../support/surveys.ts';
import { plainQuestions } from '../floor/plain-questions.ts';
import { load } from '../ingest.ts';
import { toLine } from '../million/ingest.ts';
import { randomResponse } from '../million/responses.ts';
import { FREELY } from '../publishing.ts';
import { benchFolder, type Line, printTable } from '../table.ts';
import { instanceOf, xformOf } from './xform.ts';

const SECONDS = '20';

/** `npm run bench -- --central URL [TURNS]`: the same answers to an ODK Central and to ours, in turns; the first warms both up. */
export async function bench([url = '', turns = '3']: readonly string[]): Promise<void> {
  const { CENTRAL_EMAIL: email, CENTRAL_PASSWORD: password, DATABASE_URL: database = '' } = process.env;
  const tables = await ask(database, 'SELECT FROM pg_tables WHERE schemaname = current_schema()');
  if (tables.length > 0) throw new Error('the database is not empty: it would be filled with invented answers');
  const { version, form } = await openCentral(url, JSON.stringify({ email, password }));
  const { envelope } = randomResponse(study.survey, '2026-11-24');
  const endpoint = await startEndpoint({ dataDir: benchFolder(), env: FREELY });
  const body = canonicalForm({ ...envelope, status: 'complete', id: '{id}', receiptHash: '{receipt}' });
  const lines: Line[] = [];
  for (let turn = 0; turn <= Number(turns); turn++) {
    const central = await load(url, SECONDS, { ...form, BENCH_BODY: instanceOf(study.survey, envelope.answers) });
    const ours = await load(endpoint.url, SECONDS, { BENCH_BODY: `{"envelopes":[${body}]}` });
    const within = ours.perSecond >= 5 * central.perSecond;
    lines.push(toLine(`ODK Central ${version}`, central, central));
    lines.push({ ...toLine('  ours, next to it', ours, central), budget: '500 %', within });
  }
  await endpoint.stop();
  printTable(`answers received, load ${loadavg()[0]?.toFixed(0)}`, lines.slice(2));
}

/** Publishes the form in a new project. The server in front of Central says its version. */
async function openCentral(url: string, credentials: string) {
  const post = async (path: string, type: string, body: string, Authorization = '') => {
    const headers = { 'Content-Type': `application/${type}`, Authorization };
    const reply = await fetch(`${url}/v1/${path}`, { method: 'POST', headers, body });
    if (!reply.ok) throw new Error(`Central answers ${reply.status} to POST /v1/${path}`);
    return await reply.json();
  };
  const bearer = `Bearer ${(await post('sessions', 'json', credentials)).token}`;
  const { id } = await post('projects', 'json', '{"name":"bench"}', bearer);
  await post(`projects/${id}/forms?publish=true`, 'xml', xformOf(plainQuestions(study.survey)), bearer);
  const told = await fetch(`${url}/version.txt`);
  const BENCH_PATH = `/v1/projects/${id}/forms/peer/submissions`;
  const BENCH_HEADERS = `Content-Type: application/xml\r\nAuthorization: ${bearer}`;
  const form = { BENCH_PATH, BENCH_HEADERS, BENCH_STORED: '"instanceId"' };
  return { version: told.ok ? (await told.text()).trim().replaceAll(/\s+/g, ' ') : 'of no known version', form };
}
