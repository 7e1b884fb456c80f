import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dayOf, daysAfter } from '../../src/wire/day.ts';
import { envelope, openSqlite, receivedOf, temporaryFolder } from '../endpoint/harness.ts';
import { end } from '../endpoint/honest.ts';
import { bundleEndpoint, runProgram, startProcess } from '../endpoint/process.ts';
import { study } from '../support/surveys.ts';

const bundle = await bundleEndpoint();

const SURVEY = 'numerique-territorial';

/** Makes a data folder that holds one response. */
async function commandsIn() {
  const folder = await temporaryFolder();
  const storage = openSqlite(join(folder, 'responses.sqlite'));
  await storage.store([receivedOf(envelope())], [], dayOf(new Date()));
  await storage.close();
  const program = (...words: string[]) => runProgram(bundle.main, folder, ...words);
  return { folder, program, run: (...words: string[]) => bundle.answer(folder, ...words) };
}

describe('the commands that change the lifecycle of a survey', () => {
  it('close and open it next to a running endpoint, after a dry run, with a line for each effect', async () => {
    const { folder, program, run } = await commandsIn();
    const today = dayOf(new Date());
    const endpoint = await startProcess(bundle.main, folder);
    const asked = async () => (await fetch(`${endpoint.url}/api/surveys/${SURVEY}`)).json();
    const days = { closedFrom: daysAfter(today, 1), finalOn: daysAfter(today, 30) };
    const words = ['close', SURVEY, '--final', days.finalOn];
    const dry = await run(...words, '--dry-run');
    expect(dry.out).toContain(`nothing is done; close ${SURVEY} would mean:\n- the last day to begin is ${today}\n`);
    const done = await program(...words);
    expect(done).toMatchObject({
      code: 0,
      out: dry.out.replace('nothing is done; close', 'done, close').replace(' would mean', ''),
    });
    expect(await asked()).toMatchObject({ survey: SURVEY, revision: study.survey.revision, ...days });
    expect((await program('reopen', SURVEY)).out).toContain(`the final results of ${days.finalOn} are not made`);
    await end(endpoint);
    const text = await readFile(join(folder, 'commands.log'), 'utf8');
    expect(text.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []))).toMatchObject([
      { use: 'close', survey: SURVEY, finalOn: days.finalOn },
      { use: 'reopen', survey: SURVEY },
    ]);
  });

  it.each<[string, string[], string]>([
    ['a survey that is not ours', ['close', 'another'], 'survey.unknown'],
    ['what is open', ['reopen', SURVEY], 'survey.already-open'],
    ['a last day that is past', ['close', SURVEY, '--last-day', '2026-01-01'], 'day.too-early'],
    ['a final day that is past', ['close', SURVEY, '--final', '2026-01-01'], 'day.too-early'],
  ])('refuse %s under its code', async (_, words, code) => {
    const { run } = await commandsIn();
    const { code: ended, out, err } = await run(...words);
    expect([ended, out]).toEqual([1, '']);
    expect(err).toMatch(new RegExp(`^${code}: `));
  });

  it('refuse to close twice', async () => {
    const { run } = await commandsIn();
    expect((await run('close', SURVEY)).code).toBe(0);
    expect((await run('close', SURVEY)).err).toMatch(/^survey\.already-closed: /);
  });

  it.each([
    [['close']],
    [['close', SURVEY, 'now']],
    [['close', SURVEY, '--final', '2026-02-30']],
    [['close', SURVEY, '--final']],
    [['close', SURVEY, '--on', '2999-01-01']],
    [['reopen', SURVEY, '--final', '2999-01-01']],
  ])('print their usage for %j', async (words) => {
    const { code, err } = await bundle.answer(await temporaryFolder(), ...words);
    expect([code, err]).toEqual([2, expect.stringMatching(/^(close|reopen): .+; usage: barometre \1 SURVEY/)]);
  });
});
