import { strFromU8, unzipSync } from 'fflate';
import * as v from 'valibot';
import { expect, onTestFinished, test } from 'vitest';
import { pathThrough } from '../../../src/core/answering/flow.ts';
import { randomAnswers, randomFrom } from '../../../src/core/answering/random-answers.ts';
import { codingOf, encoderOf } from '../../../src/core/results/answer-coding.ts';
import type { Answers } from '../../../src/core/survey/answers.ts';
import type { Survey } from '../../../src/core/survey/questionnaire.ts';
import { followColumns } from '../../../src/endpoint/columns/followed-columns.ts';
import { openReader } from '../../../src/endpoint/storage/open-storage.ts';
import { resultsSchema } from '../../../src/wire/results.ts';
import { toWire } from '../../../src/wire/wire-answers.ts';
import { unofferedIn } from '../../demonstration/offered.ts';
import { ask } from '../../support/ask.ts';
import { readCsv } from '../exports/csv-reader.ts';
import { readPackage } from '../exports/package-reader.ts';
import { DAY, envelope, exported, exportedBytes, passingDays, studySurveys, verdicts } from '../harness.ts';

/* The folder of the study holds revisions 1 to 3, of which only the third was ever published here. */

const STUDY = 'numerique-territorial';
const published = (await studySurveys()).get(STUDY);
const [second, third] = [published?.revisions.get(2), published?.revisions.get(3)];
if (!published || !second || !third) throw new Error('no revisions');
/** What only revision 2 asks, and an option that only revision 2 offers. */
const [ITEM, OPTION] = ['action-domains', 'half'];

const chance = randomFrom(11);
const answered = (survey: Survey, more: Answers = {}) =>
  pathThrough(survey, { ...randomAnswers(survey, chance), ...more });

test('only revisions that were published here make cells, whatever responses say', async () => {
  const { app, passTo, storage } = await passingDays();
  const sent = Array.from({ length: 80 }, () =>
    envelope({ revision: 3, answers: toWire(answered(third, { 'authority-type': 'commune' })) }),
  );
  const older = { 'authority-type': 'commune', 'digital-job-share': OPTION } as const;
  const foreign = Array.from({ length: 40 }, () => envelope({ revision: 2, answers: toWire(answered(second, older)) }));
  for (const { verdict } of await verdicts(app, ...sent, ...foreign)) expect(verdict).toBe('stored');
  await passTo(2);
  const results = v.parse(resultsSchema, (await ask(app, `/api/results/${STUDY}`)).body);
  expect(results.strata.commune?.n).toBeGreaterThan(80);
  // They count as blank.
  expect(results.strata.commune?.items['digital-job-share']?.blank).toBeGreaterThan(10);
  const files = Object.entries(unzipSync(await exportedBytes(app, `${STUDY}.zip`)));
  const read = readPackage(Object.fromEntries(files.map(([path, bytes]) => [path, strFromU8(bytes)])));
  for (const rows of [read.get('tables'), read.get('codebook')])
    expect(unofferedIn(rows ?? [{ item: 'none' }], third, published.results)).toEqual([]);
  // What they say is stored and exported.
  const raw = readCsv(await exported(app, `${STUDY}.csv?today=1`)).filter(({ revision }) => revision === '2');
  expect(raw.map((row) => row['digital-job-share'])).toEqual(foreign.map(() => OPTION));
  expect(raw.some((row) => row[ITEM])).toBe(true);

  const reader = openReader(storage.source);
  onTestFinished(() => reader.close());
  const columns = followColumns(reader, new Map([[STUDY, published]]));
  expect((await columns.of(STUDY)).coding.item.has(ITEM)).toBe(false);
  await storage.publishRevision(STUDY, 2, DAY);
  columns.forget(STUDY);
  const { coding, bytes, length } = await columns.of(STUDY);
  const { at = 0, options = [] } = coding.item.get('digital-job-share') ?? {};
  const place = 5 + options.indexOf(OPTION);
  expect(bytes[at]?.slice(0, length).filter((byte) => byte === place)).toHaveLength(foreign.length);
});

test('what a published revision does not offer is a fault of its encoder, and of another one a blank', () => {
  const coding = codingOf([third], published.results);
  const { at = 0 } = coding.item.get('digital-job-share') ?? {};
  const given = { answers: { 'digital-job-share': OPTION }, status: 'complete', lastQuestion: null } as const;
  expect(encoderOf(coding, second)(given)[at]).toBe(2);
  expect(() => encoderOf(coding, third)(given)).toThrow('an answer that its survey does not offer');
  // All that any answer of revision 2 may be.
  for (let turn = 0; turn < 200; turn++) {
    const { answers } = answered(second);
    encoderOf(coding, second)({ answers, status: 'complete', lastQuestion: null });
  }
});
