import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Survey } from '../../src/core/survey/questionnaire.ts';
import { type PostgresServer, startPostgres } from '../endpoint/storage/postgres-server.ts';
import { TOKEN } from '../support/ask.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { breachesOf, readLedger } from '../support/ledger.ts';
import { ENGLISH, respondent } from '../support/respondent.ts';
import { builtSurvey, readFixture, withChange } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

/** The survey of an organiser who has nothing but a folder and the command. */
const FIRST = withChange(readFixture('shared-garden'), 'revision', 1);
const CORRECTED = withChange(withChange(FIRST, 'revision', 2), 'title.en', 'Our shared garden, and yours');
const GARDEN = builtSurvey(FIRST);
const ANSWERS = wholeAnswers(GARDEN);

let folder: string;
let server: PostgresServer;
let journeys: readonly Journey[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barometre-publishing-'));
  server = await startPostgres();
});
afterEach(async () => {
  for (const journey of journeys) await journey.end();
  journeys = [];
});
afterAll(async () => {
  await server.remove();
  await rm(folder, { recursive: true, force: true });
});

test.each([['two endpoints on one PostgreSQL', 2] as const, ['one endpoint on SQLite', 1] as const])(
  'a survey is published, answered on two phones, corrected, answered again and withdrawn by command alone: %s',
  async (_, endpoints) => {
    const path = join(folder, String(endpoints), GARDEN.id);
    await mkdir(path, { recursive: true });
    await cp('public/surveys/lists', join(path, 'lists'), { recursive: true });
    await writeFile(join(path, '1.json'), JSON.stringify(FIRST));
    const env = {
      SURVEYS_DIR: '',
      DATA_DIR: join(folder, `data-${endpoints}`),
      ...(endpoints === 2 && { DATABASE_URL: await server.newDatabase(), DISCLOSURE_KEY: '5'.repeat(64) }),
    };
    const barometre = async (...words: string[]) => {
      const { stdout } = await promisify(execFile)(process.execPath, ['dist/endpoint/main.js', ...words], {
        env: { ...process.env, ...env, ORGANISER_TOKEN: TOKEN },
      });
      return stdout;
    };
    journeys = await Promise.all(
      Array.from({ length: endpoints }, (_, place) =>
        startJourney({ ...env, ...(place > 0 && { DATA_DIR: `${env.DATA_DIR}-${place}` }) }),
      ),
    );
    const [here, there = here] = journeys;
    if (!here || !there) throw new Error('no endpoint');
    // A second network, which can be cut while the other phone is connected.
    const away = await startFaultProxy(there.endpoint.url);
    onTestFinished(() => away.close());

    // Nothing is published yet.
    const { page: connected } = await here.openPhone({ profile: join(folder, `connected-${endpoints}`) });
    await connected.goto(`${here.network.url}/?s=${GARDEN.id}`);
    await connected.locator('main[data-screen="lost"]').waitFor();
    expect(await barometre('survey', 'check', path)).toContain(`ok: ${GARDEN.id}`);
    expect(await barometre('survey', 'publish', path, '--dry-run')).toContain('nothing is done');
    expect((await fetch(`${here.endpoint.url}/surveys/${GARDEN.id}/current`)).status).toBe(404);
    expect(await barometre('survey', 'publish', path)).toContain('published revision 1');

    // Each endpoint looks before it refuses: the survey is there at once.
    const { page: offline } = await there.openPhone({ profile: join(folder, `offline-${endpoints}`) });
    await offline.goto(`${away.url}/?s=${GARDEN.id}`);
    await offline.locator('[data-message="ready"]').waitFor({ state: 'attached' });
    await away.fail('down');
    const someone = answering(offline, GARDEN);
    await someone.begin();
    await someone.hurryTo('tasks');

    await connected.goto(`${here.network.url}/?s=${GARDEN.id}`);
    await answerWhole(connected, GARDEN);

    // A word is corrected: those who have begun stay with what they were asked.
    await writeFile(join(path, '2.json'), JSON.stringify(CORRECTED));
    expect(await barometre('survey', 'publish', path)).toContain('published revision 2');
    await expect
      .poll(async () => (await (await fetch(`${here.endpoint.url}/surveys/${GARDEN.id}/current`)).json()).revision)
      .toBe(2);
    await expect
      .poll(
        async () => {
          await connected.goto(`${here.network.url}/?s=${GARDEN.id}#/`);
          await connected.reload();
          await connected.locator('html[data-ready]').waitFor({ state: 'attached' });
          return connected.locator('h1').textContent();
        },
        { timeout: 30_000, interval: 2_000 },
      )
      .toBe('Our shared garden, and yours');
    await answerWhole(connected, builtSurvey(CORRECTED));

    await offline.goto(`${away.url}/?s=${GARDEN.id}`);
    await someone.resume();
    expect(await someone.where()).toBe('tasks');
    expect(await barometre('survey', 'withdraw', GARDEN.id)).toContain('done');
    await someone.hurryTo();
    await someone.finish('device');
    await away.fail('ok');
    const received = offline.locator('[data-delivery="received"]');
    await received.or(offline.getByRole('button', { name: 'Send now' })).click();
    await received.waitFor();

    const rows = await here.endpoint.rows(GARDEN.id);
    expect(rows.map(({ status }) => status)).toEqual(['complete', 'complete', 'complete']);
    const ledgers = await Promise.all([
      readLedger(connected, here.endpoint, GARDEN.id),
      readLedger(offline, there.endpoint, GARDEN.id),
    ]);
    const finished = ledgers.flatMap((one) => one.finished);
    for (const one of ledgers) expect(breachesOf({ ...one, finished })).toEqual([]);
    const standing = await (await fetch(`${here.endpoint.url}/api/surveys/${GARDEN.id}`)).json();
    expect(standing.closedFrom).not.toBeNull();
  },
  240_000,
);

function answering(page: Page, survey: Survey) {
  return respondent(page, survey, ANSWERS, { words: ENGLISH });
}

async function answerWhole(page: Page, survey: Survey): Promise<void> {
  await answering(page, survey).complete('received');
}
