import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../../src/wire/day.ts';
import { digestOf, envelope, openSqlite, temporaryFolder } from '../harness.ts';
import { bundleEndpoint, runProgram, startProcess } from '../process.ts';

let bundle: Awaited<ReturnType<typeof bundleEndpoint>>;
beforeAll(async () => {
  bundle = await bundleEndpoint();
}, 60_000);
afterAll(() => bundle.remove());

const SURVEY = 'numerique-territorial';

async function commandsIn() {
  const folder = await temporaryFolder();
  await openSqlite(join(folder, 'responses.sqlite')).close();
  const program = (...words: string[]) => runProgram(bundle.main, folder, 'demonstration', ...words);
  return { folder, program, run: (...words: string[]) => bundle.answer(folder, 'demonstration', ...words) };
}

describe('the commands of a demonstration', () => {
  it('make it and remove it beside a running endpoint, told before it is done, with a line for each', async () => {
    const { folder, program, run } = await commandsIn();
    const endpoint = await startProcess(bundle.main, folder);
    const dry = await run('make', SURVEY, '--responses', '400', '--dry-run');
    expect(dry.out).toContain(`nothing is done; demonstration make ${SURVEY} would mean:\n- 400 complete responses`);
    const done = await program('make', SURVEY, '--responses', '400');
    expect(done).toMatchObject({
      code: 0,
      out: dry.out
        .replace('nothing is done; demonstration make', 'done, demonstration make')
        .replace(' would mean', ''),
    });
    const results = await (await fetch(`${endpoint.url}/api/results/${SURVEY}`)).json();
    expect(results.demonstration).toBe(true);
    expect(Math.abs(results.strata.all.n - 400)).toBeLessThanOrEqual(5);
    expect((await run('make', SURVEY)).err).toMatch(/^demonstration\.already-made: /);
    expect((await program('remove', SURVEY)).out).toContain('done, demonstration remove');
    expect((await run('remove', SURVEY)).err).toMatch(/^demonstration\.none: /);
    endpoint.child.kill('SIGTERM');
    expect(await endpoint.ended).toBe(0);
    const text = await readFile(join(folder, 'commands.log'), 'utf8');
    expect(text.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []))).toMatchObject([
      { use: 'demonstration make', survey: SURVEY, responses: 400 },
      { use: 'demonstration remove', survey: SURVEY, responses: 400 },
    ]);
  }, 60_000);

  it('refuse where somebody has answered, and a survey that is not ours', async () => {
    const { folder, run } = await commandsIn();
    expect((await run('make', 'another')).err).toMatch(/^survey\.unknown: /);
    const one = envelope();
    const storage = openSqlite(join(folder, 'responses.sqlite'));
    await storage.store([{ envelope: one, digest: digestOf(one) }], [], dayOf(new Date()));
    await storage.close();
    for (const words of [
      ['make', SURVEY],
      ['make', SURVEY, '--dry-run'],
    ]) {
      const { code, out, err } = await run(...words);
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(/^demonstration\.real-responses: /);
    }
  }, 30_000);

  it.each([
    [[]],
    [['make']],
    [['show', SURVEY]],
    [['make', SURVEY, '--responses', '0']],
    [['make', SURVEY, '--responses', '10001']],
    [['make', SURVEY, '--responses', 'many']],
    [['make', SURVEY, '--seed', '../../x']],
    [['remove', SURVEY, '--seed', 'x']],
  ])('say how they are written when they are not: %j', async (words) => {
    const { code, err } = await bundle.answer(await temporaryFolder(), 'demonstration', ...words);
    expect([code, err]).toEqual([2, expect.stringMatching(/^usage: demonstration make SURVEY/)]);
  });
});
