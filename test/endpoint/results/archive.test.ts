import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { referenceSchema } from '../../../src/core/results/reference.ts';
import { codeDigest } from '../../../src/endpoint/process/code-digest.ts';
import { examplesIn } from '../../../src/endpoint/publishing/copies/examples.ts';
import { createPublications, surveyDigest } from '../../../src/endpoint/results/publications.ts';
import { canonicalForm } from '../../../src/wire/canonical.ts';
import { archiveSchema, resultsSchema } from '../../../src/wire/results.ts';
import { answer, ask } from '../../support/ask.ts';
import {
  envelope,
  publisherOn,
  seededUniform,
  shippedStudy,
  studySurveys,
  type TestApp,
  temporaryFolder,
  testApp,
  verdicts,
} from '../harness.ts';

const SURVEY = 'numerique-territorial';
const CODE = 'c0de'.repeat(16);

const resultsAt = (app: TestApp, path: string) =>
  answer(app, `/api/results/${SURVEY}${path}`, undefined, { token: null });

/** An endpoint with sixty responses that has published on nights 1 and 2. */
async function published() {
  let day = 1;
  const now = () => new Date(2026, 10, day, 12);
  const opened = await testApp({ now });
  const { storage, counting } = opened;
  const surveys = await studySurveys();
  const publications = createPublications({ storage, surveys, now, counting, uniform: seededUniform(7), code: CODE });
  await publications.publishDue();
  const sent = Array.from({ length: 60 }, () => envelope({ answers: { 'authority-type': 'commune' } }));
  await verdicts(opened.app, ...sent);
  for (day = 2; day <= 3; day++) await publications.publishDue();
  const setDay = (next: number) => {
    day = next;
  };
  return { ...opened, publications, setDay };
}

test('every publication stays to be read as it was, and names the code and the survey that it was made with', async () => {
  const { app } = await published();
  const { publications } = v.parse(archiveSchema, (await resultsAt(app, '/archive')).body);
  expect(publications).toEqual([
    { night: 1, day: '2026-11-02', phase: 'preview' },
    { night: 2, day: '2026-11-03', phase: 'preview' },
  ]);
  const [first, second] = await Promise.all(
    publications.map(async ({ night }) => v.parse(resultsSchema, (await resultsAt(app, `/archive/${night}`)).body)),
  );
  const current = v.parse(resultsSchema, (await resultsAt(app, '')).body);
  expect(second?.strata).toEqual(current.strata);
  expect(first).not.toEqual(second);
  const study = await shippedStudy();
  expect(first?.made).toEqual({ code: CODE, survey: surveyDigest(study), revision: study.current.revision });
  expect(current.made).toEqual(first?.made);
});

test('the digest of a survey changes with its questionnaire and with its results file', async () => {
  const study = await shippedStudy();
  const { results, files, current } = study;
  const form = canonicalForm({ questionnaire: files.get(current.revision), results }) ?? '';
  expect(surveyDigest(study)).toBe(createHash('sha256').update(form).digest('hex'));
  expect(surveyDigest({ ...study, results: { ...results, epsilon: 0.4 } })).not.toBe(surveyDigest(study));
});

test.each([['/archive/0'], ['/archive/3'], ['/archive/999999'], ['/archive/1.5'], ['/archive/x'], ['/archive/1e400']])(
  '%s, on which nothing was published, is not found',
  async (path) => {
    const { app } = await published();
    expect((await resultsAt(app, path)).status).toBe(404);
  },
);

test('the digest of the code is that of sha256sum, and there is none of sources', async () => {
  const folder = join(await temporaryFolder(), 'code');
  await mkdir(folder);
  await writeFile(join(folder, 'b.js'), 'two');
  await writeFile(join(folder, 'a.js'), 'one');
  await writeFile(join(folder, 'a.css'), 'none');
  const of = (text: string) => createHash('sha256').update(text).digest('hex');
  expect(await codeDigest(folder)).toBe(of(`${of('one')}  a.js\n${of('two')}  b.js\n`));
  expect(await codeDigest()).toBeUndefined();
});

describe('the next wave', () => {
  test('has no reference before the final results, and afterwards that of their numbers', async () => {
    const { app, publications, setDay } = await published();
    expect((await resultsAt(app, '/reference')).status).toBe(404);
    await ask(app, 'close', { survey: SURVEY, finalOn: '2026-11-06' });
    setDay(6);
    await publications.publishDue();
    const { status, body } = await resultsAt(app, '/reference');
    expect(status).toBe(200);
    const reference = v.parse(referenceSchema, body);
    expect(reference).toMatchObject({ survey: SURVEY, study: { year: 2026, wave: true } });
    expect(reference.respondents.map(({ group }) => group)).toEqual(['all', 'commune']);
  });

  test('that begins as a copy of the last one has its reference among its files', async () => {
    const { app, publications, setDay, storage } = await published();
    const publisher = publisherOn(storage, { isHeldByFiles: () => false });
    const files = await examplesIn('public/surveys').filesOf(SURVEY);
    await publisher.replace({ survey: SURVEY, by: 'test' }, files ?? new Map());
    const copy = async (to: string) => {
      expect((await ask(app, `surveys/${to}/copy`, { from: 'survey', id: SURVEY })).status).toBe(200);
      return (await publisher.kept(to))?.draft?.files
        .map(({ path }) => path)
        .filter((path) => /^reference-/.test(path));
    };
    expect(await copy('before-the-closing')).toEqual([]);
    await ask(app, 'close', { survey: SURVEY, finalOn: '2026-11-06' });
    setDay(6);
    await publications.publishDue();
    expect(await copy('second-wave')).toEqual(['reference-2026.json']);
  });
});
