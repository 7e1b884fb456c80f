import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { codingOf } from '../../../src/core/results/answer-coding.ts';
import { PROFILE } from '../../../src/core/results/columns.ts';
import type { StoredColumns } from '../../../src/endpoint/columns/column-store.ts';
import { counterOf } from '../../../src/endpoint/columns/counted-response.ts';
import { createCounting, following, type StartColumns } from '../../../src/endpoint/columns/counting.ts';
import { type Change, followColumns } from '../../../src/endpoint/columns/followed-columns.ts';
import type { ColumnsCall } from '../../../src/endpoint/columns/serve-columns.ts';
import { createBackground } from '../../../src/endpoint/process/background.ts';
import { openReader } from '../../../src/endpoint/storage/open-storage.ts';
import type { Received, Storage } from '../../../src/endpoint/storage/storage.ts';
import { inThread } from '../../../src/endpoint/storage/worker-calls.ts';
import { randomResponse } from '../../bench/million/responses.ts';
import { study } from '../../support/surveys.ts';
import { wholeAnswers } from '../../support/whole-answers.ts';
import { DAY, envelope, IN_PROCESS, newStorage, studyOptions, studySurveys, temporaryFolder } from '../harness.ts';
import { bundleEndpoint } from '../process.ts';

const SURVEY = study.survey.id;
const surveys = await studySurveys();

const countIn = ({ present }: StoredColumns) => present.reduce((sum, mark) => sum + mark, 0);

const some = (count: number): readonly Received[] =>
  Array.from({ length: count }, () => randomResponse(study.survey, DAY));

const opened = (options = studyOptions(surveys)) => newStorage(options);

function followed(storage: Storage, clock?: () => number) {
  const reader = openReader(storage.source);
  onTestFinished(() => reader.close());
  return followColumns(reader, surveys, clock);
}

describe('the columns', () => {
  it('count a response by the rule of the revision it answers, at the place that its profile has today', async () => {
    const { survey } = study;
    const published = surveys.get(SURVEY);
    if (!survey.typology || !published) throw new Error('no typology');
    const profiles = survey.typology.profiles.toReversed();
    const current = { ...survey, typology: { ...survey.typology, profiles } };
    const response = { ...envelope(), receivedOn: DAY, answers: JSON.stringify(wholeAnswers(survey)) };
    const coding = codingOf([survey], published.results);
    const places = [survey, current].map((today) => counterOf(survey, today, coding)(response).profile);
    expect(places).toEqual([PROFILE.first + profiles.length - 1, PROFILE.first]);
  });

  it('see what others have written when a minute has passed, or when they must be exact', async () => {
    const storage = await opened();
    let time = 0;
    const columns = followed(storage, () => time);
    const first = some(20);
    await storage.store(first, [], DAY);
    const count = async (isExact = false) => countIn(await columns.of(SURVEY, isExact));
    expect(await count()).toBe(20);
    await storage.store(some(5), [], DAY);
    await storage.erase(first[0]?.envelope.receiptHash ?? '', DAY);
    expect(await count()).toBe(20);
    time = 59_999;
    expect(await count()).toBe(20);
    time = 60_000;
    expect(await count()).toBe(24);
    await storage.store(some(1), [], '2026-11-25');
    expect(await count()).toBe(24);
    expect(await count(true)).toBe(25);
    await storage.setAside(SURVEY, [first[1]?.envelope.id ?? ''], 'reason', DAY);
    time = 120_001;
    expect((await columns.of(SURVEY)).aside.reduce((sum, mark) => sum + mark, 0)).toBe(1);
  });

  it('hold nothing of what was erased', async () => {
    const storage = await opened();
    const columns = followed(storage);
    const told = following(storage, new Map([[SURVEY, 0]]), { changed: columns.change, erased: async () => {} });
    const responses = some(3);
    await told.store(responses, [], DAY);
    await columns.of(SURVEY);
    for (const one of responses) await told.erase(one.envelope.receiptHash, DAY);
    const now = await columns.of(SURVEY);
    const { bytes, days, alikeLow, minutes } = now;
    expect(now.length).toBe(3);
    for (const column of [...bytes, days, alikeLow, minutes]) expect([...column.subarray(0, 3)]).toEqual([0, 0, 0]);
  });

  it('are read again after a failure, with what had changed before it', async () => {
    const storage = await opened();
    const reader = openReader(storage.source);
    onTestFinished(() => reader.close());
    let isDown = false;
    const failing = {
      ...reader,
      responses: (survey: string, ids: readonly string[]) =>
        isDown ? Promise.reject(new Error('down')) : reader.responses(survey, ids),
    };
    const columns = followColumns(failing, surveys);
    const told = following(storage, new Map([[SURVEY, 0]]), { changed: columns.change, erased: async () => {} });
    await columns.of(SURVEY);
    await told.store(some(4), [], DAY);
    isDown = true;
    await expect(columns.of(SURVEY)).rejects.toThrow('down');
    isDown = false;
    expect(countIn(await columns.of(SURVEY))).toBe(4);
  });

  it('are told of what was stored, and of nothing that was refused', async () => {
    const changes: (readonly [string, Change])[] = [];
    const told = following(await opened(), new Map([[SURVEY, 0]]), {
      changed: (survey, change) => changes.push([survey, change]),
      erased: async () => {},
    });
    const [one, two] = some(2);
    if (!one || !two) throw new Error('two responses');
    await told.store([one, one, two], [], DAY);
    await told.store([one], [], DAY);
    expect(changes).toEqual([[SURVEY, { ids: [one.envelope.id, two.envelope.id] }]]);
    await told.erase(one.envelope.receiptHash, DAY);
    await told.setAside(SURVEY, [randomUUID()], 'reason', DAY);
    expect(changes.slice(1)).toEqual([
      [SURVEY, { isOther: true }],
      [SURVEY, { isOther: true }],
    ]);
  });
});

const bundle = await bundleEndpoint();
describe('the thread that counts', () => {
  it('counts what this one counts', async () => {
    const storage = await opened();
    await storage.store(some(200), [], DAY);
    const parts = { source: storage.source, surveys };
    const [there, here] = [
      createCounting(parts, { start: inThread(bundle.columns) }),
      createCounting(parts, { start: IN_PROCESS.startColumns }),
    ];
    onTestFinished(() => there.close());
    onTestFinished(() => here.close());
    const everything = { before: '2027-01-01', phase: 'results', added: [], books: {} } as const;
    expect(await there.ask(SURVEY, 'census', everything)).toEqual(await here.ask(SURVEY, 'census', everything));
    expect(await there.ask(SURVEY, 'participation')).toEqual(await here.ask(SURVEY, 'participation'));
    const bounds = { burst: 1, volumes: new Map([['commune', 1]]) };
    const flags = await there.ask(SURVEY, 'flags', bounds);
    expect(flags.length).toBeGreaterThan(3);
    expect(flags).toEqual(await here.ask(SURVEY, 'flags', bounds));
    const asked = { rows: 'main-domains', columns: 'digital-plan', filters: [] };
    expect(await there.ask(SURVEY, 'crossTab', asked)).toEqual(await here.ask(SURVEY, 'crossTab', asked));
    await expect(there.ask('no-survey', 'participation')).rejects.toThrow('no survey no-survey');
  });

  it('that ends without an error rejects the pending calls, is counted, and is started again', async () => {
    const storage = await opened();
    await storage.store(some(5), [], DAY);
    const ending = pathToFileURL(join(await temporaryFolder(), 'ending.mjs'));
    await writeFile(ending, 'setTimeout(() => process.exit(0), 50);');
    let starts = 0;
    const start: StartColumns = (...args) => inThread(starts++ === 0 ? ending : bundle.columns)(...args);
    const failed: string[] = [];
    const background = createBackground((task) => failed.push(task));
    const counting = createCounting({ source: storage.source, surveys }, { start, background });
    onTestFinished(() => counting.close());
    await expect(counting.ask(SURVEY, 'participation')).rejects.toThrow('has ended');
    const { complete, partial } = await counting.ask(SURVEY, 'participation');
    expect(complete + partial).toBe(5);
    expect(failed).toEqual(['counting']);
  });

  it('is started again by the next ask when it has died', async () => {
    const storage = await opened();
    await storage.store(some(5), [], DAY);
    let starts = 0;
    const start: StartColumns = (...args) => {
      starts++;
      const code = starts === 1 ? pathToFileURL(join(bundle.main, 'nowhere.js')) : bundle.columns;
      return inThread(code)(...args);
    };
    const counting = createCounting({ source: storage.source, surveys }, { start });
    onTestFinished(() => counting.close());
    await expect(counting.ask(SURVEY, 'participation')).rejects.toThrow(/Cannot find module/);
    expect((await counting.ask(SURVEY, 'participation')).survey).toBe(SURVEY);
    expect(starts).toBe(2);
  });

  it('is sent changes once none comes any more, or thousands wait, and by an ask before it', async () => {
    const sent: number[] = [];
    const start: StartColumns = (port) => {
      port.on('message', ({ id, call }: { readonly id: number; readonly call: ColumnsCall }) => {
        if (call.kind !== 'load') sent.push(call.kind === 'changed' ? (call.change.ids?.length ?? 0) : 0);
        port.postMessage({ id, result: { kind: 'done' } });
      });
      return async () => port.close();
    };
    const counting = createCounting({ source: { kind: 'sqlite', file: '' }, surveys }, { start });
    onTestFinished(() => counting.close());
    for (let id = 0; id < 5_003; id++) counting.changed(SURVEY, { ids: [String(id)] });
    await counting.ask(SURVEY, 'participation');
    expect(sent).toEqual([5_000, 3, 0]);
    for (const rounds of [1, 2]) {
      counting.changed(SURVEY, { ids: ['later'] });
      await expect.poll(() => sent.length, { timeout: 60_000 }).toBe(3 + rounds);
    }
  });
});
