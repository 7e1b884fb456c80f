import { describe, expect, it } from 'vitest';
import { readFileSet } from '../../../src/endpoint/publishing/upload/kept-files.ts';
import { createReading, type StartReading } from '../../../src/endpoint/publishing/upload/reading-client.ts';
import { IN_PROCESS } from '../harness.ts';
import { GARDEN, gardenFiles } from './garden.ts';

const LATE = { kind: 'late', code: 'reading.late' };
const garden = async (): Promise<Parameters<typeof readFileSet>> => [GARDEN, gardenFiles(GARDEN), true];

/** Reads in this process, but for the first thread, which begins as `first` does. */
function readingAfter(first: StartReading, patience?: number) {
  let starts = 0;
  const start: StartReading = (...given) => (starts++ === 0 ? first : IN_PROCESS.startReading)(...given);
  return { reading: createReading(start, patience), starts: () => starts };
}

/** Never answers, as one that enumerates for ever. */
const never: StartReading = () => async () => {};

describe('reading the files of a survey', () => {
  it('is late after its time, which says nothing of the survey, and the call that waits for it is read', async () => {
    const { reading, starts } = readingAfter(never, 200);
    const calls = [reading.of('check')({ by: 'ines' }, garden), reading.of('check')({ by: 'ines' }, garden)];
    expect(await Promise.all(calls)).toEqual([LATE, expect.objectContaining({ kind: 'survey' })]);
    expect(starts()).toBe(2);
    await reading.close();
  });

  it('that ends its thread is late, and the next one is read', async () => {
    const { reading } = readingAfter((_port, _parts, died) => {
      setTimeout(() => died(new Error('out of memory')), 10);
      return async () => {};
    });
    expect(await reading.of('check')({ by: 'ines' }, garden)).toEqual(LATE);
    expect((await reading.of('check')({ by: 'ines' }, garden)).kind).toBe('survey');
    await reading.close();
  });

  it('of one token keeps no other waiting, nor what was published, and twenty of its calls wait', async () => {
    const { reading } = readingAfter(never);
    const asked = Array.from({ length: 22 }, () => reading.of('check')({ by: 'evil' }, garden));
    expect(await Promise.any(asked)).toEqual({ kind: 'late', code: 'rate.limited' });
    expect((await reading.of('check')({ by: 'ines' }, garden)).kind).toBe('survey');
    expect((await reading.of('read')({ by: 'evil' }, garden)).kind).toBe('survey');
    await reading.close();
  });

  it('is not done for a browser that has left', async () => {
    const reading = createReading(IN_PROCESS.startReading);
    const given = () => Promise.reject(new Error('it was read'));
    expect(await reading.of('check')({ by: 'ines', gone: AbortSignal.abort() }, given)).toEqual(LATE);
    await reading.close();
  });

  it('names the place of the first byte that is not UTF-8', () => {
    const files = new Map([['1.json', Buffer.from('{\n"\u00e9', 'latin1')]]);
    expect(readFileSet(GARDEN, files)).toMatchObject({ kind: 'faulty', faults: [{ path: 'line 2, column 2' }] });
  });

  it('does not take away what was published before a finding could be refused', () => {
    const says = { en: 'of gardeners share a plot' };
    const results = { findings: [{ item: 'plot', option: 'shared', says, short: says }] };
    const files = new Map([...gardenFiles(GARDEN), ['results.json', Buffer.from(JSON.stringify(results))]]);
    expect(readFileSet(GARDEN, files)).toMatchObject({ kind: 'faulty', faults: [{ code: 'population-named' }] });
    expect(readFileSet(GARDEN, files, true).kind).toBe('survey');
  });
});
