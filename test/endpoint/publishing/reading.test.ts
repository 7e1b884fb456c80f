import { describe, expect, it } from 'vitest';
import { readFileSet } from '../../../src/endpoint/publishing/upload/kept-files.ts';
import { createReading } from '../../../src/endpoint/publishing/upload/reading-client.ts';
import { IN_PROCESS } from '../harness.ts';
import { GARDEN, gardenFiles } from './garden.ts';

describe('reading the files of a survey', () => {
  it('is given up after its time, which is a fault of the survey, and the next survey is read', async () => {
    let starts = 0;
    // The first thread never answers, as one that enumerates for ever.
    const start: typeof IN_PROCESS.startReading = (...given) =>
      starts++ === 0 ? async () => {} : IN_PROCESS.startReading(...given);
    const reading = createReading(start, 200);
    const files = gardenFiles(GARDEN);
    expect(await reading.read(GARDEN, files, false)).toMatchObject({
      kind: 'faulty',
      faults: [{ reason: expect.stringContaining('too long') }],
    });
    expect(await createReading(IN_PROCESS.startReading).read(GARDEN, files, false)).toMatchObject({ kind: 'survey' });
    expect(await reading.read(GARDEN, files, true)).toMatchObject({ kind: 'survey' });
    expect(starts).toBe(2);
    await reading.close();
  });

  it('that ends its thread is a fault of the survey, and the next survey is read', async () => {
    let starts = 0;
    const start: typeof IN_PROCESS.startReading = (port, parts, died) => {
      if (starts++ > 0) return IN_PROCESS.startReading(port, parts, died);
      setTimeout(() => died(new Error('out of memory')), 10);
      return async () => {};
    };
    const reading = createReading(start);
    expect((await reading.read(GARDEN, gardenFiles(GARDEN), false)).kind).toBe('faulty');
    expect((await reading.read(GARDEN, gardenFiles(GARDEN), false)).kind).toBe('survey');
    await reading.close();
  });

  it('does not take away what was published before a finding could be refused', () => {
    const says = { en: 'of gardeners share a plot' };
    const results = { findings: [{ item: 'plot', option: 'shared', says, short: says }] };
    const files = new Map([...gardenFiles(GARDEN), ['results.json', Buffer.from(JSON.stringify(results))]]);
    expect(readFileSet(GARDEN, files)).toMatchObject({ kind: 'faulty', faults: [{ code: 'population-named' }] });
    expect(readFileSet(GARDEN, files, true).kind).toBe('survey');
  });
});
