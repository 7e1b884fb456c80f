import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test, vi } from 'vitest';
import { pathThrough } from '../../../src/core/answering/flow.ts';
import { randomAnswers, randomFrom } from '../../../src/core/answering/random-answers.ts';
import type { ShownItem } from '../../../src/core/results/disclosure/shown-tables.ts';
import type { Survey } from '../../../src/core/survey/questionnaire.ts';
import { readKept, readLedger } from '../../../src/endpoint/results/kept-publications.ts';
import { type Results, resultsSchema } from '../../../src/wire/results.ts';
import { toWire } from '../../../src/wire/wire-answers.ts';
import { ask } from '../../support/ask.ts';
import { shippedSurveys } from '../../support/shipped.ts';
import {
  envelope,
  NEAR,
  newStorage,
  studyOptions,
  studySurveys,
  type TestApp,
  temporaryFolder,
  testApp,
  verdicts,
} from '../harness.ts';

/* The study is revised while it is open: revision 3 has a fifth group, which revision 2 did not offer. */

const STUDY = 'numerique-territorial';
const FORMER = ['commune', 'departement', 'region', 'intercommunalite'];
const GROUPS = [...FORMER, 'other'];
const PEOPLE = 80;

/** The surveys as they were before the study was revised. */
async function formerSurveys() {
  const folder = join(await temporaryFolder(), 'surveys');
  await cp('public/surveys', folder, { recursive: true });
  const at = (file: string) => join(folder, STUDY, file);
  for (const later of ['3.json', 'reference-2017.json', 'presentation.json']) await rm(at(later));
  const { apart: _, countedWith: _twins, ...results } = JSON.parse(await readFile(at('results.json'), 'utf8'));
  const former = JSON.stringify(results).replaceAll('initial-budget-', 'digital-budget-');
  await writeFile(at('results.json'), former.replaceAll('main-domains', 'action-domains'));
  await writeFile(join(folder, 'index.json'), JSON.stringify({ surveys: [{ id: STUDY, revision: 2 }] }));
  return (await shippedSurveys(folder)).surveys;
}

async function respond(app: TestApp, survey: Survey, groups: readonly string[], chance: () => number) {
  for (const group of groups) {
    const sent = Array.from({ length: PEOPLE }, () => {
      const path = pathThrough(survey, { ...randomAnswers(survey, chance), 'authority-type': group });
      return envelope({ revision: survey.revision, answers: toWire(path) });
    });
    for (const { verdict } of await verdicts(app, ...sent)) expect(verdict).toBe('stored');
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const all = ({ base, blank = 0, unknown = 0, notAsked = 0 }: ShownItem) => base + blank + unknown + notAsked;

/** Each table adds up to its group, and the groups to what they are together. Returns how many tables there are. */
function addsUp({ strata }: Results, survey: Survey): number {
  const { all: everyone, ...groups } = strata;
  if (!everyone) throw new Error('nothing is shown');
  const shown = Object.values(groups).filter((group) => group !== null);
  expect(sum(shown.map(({ n }) => n))).toBe(everyone.n);
  for (const group of [everyone, ...shown])
    for (const [item, table] of Object.entries(group.items)) {
      if (!table) continue;
      expect(all(table), item).toBe(group.n);
      if (survey.questionOfItem.get(item)?.kind !== 'multiple' && item !== 'action-domains')
        expect(sum([...Object.values(table.counts), table.rest ?? 0]), item).toBe(table.base);
    }
  let tables = 0;
  for (const [item, table] of Object.entries(everyone.items)) {
    const parts = shown.map(({ items }) => items[item]);
    if (!table || item === 'authority-type' || parts.some((part) => !part)) continue;
    tables++;
    for (const [option, count] of Object.entries(table.counts))
      expect(sum(parts.map((part) => part?.counts[option] ?? 0)), `${item} ${option}`).toBe(count);
  }
  return tables;
}

const near = (value: number | undefined, exact: number) =>
  expect(Math.abs((value ?? Number.NaN) - exact), `${value} is near ${exact}`).toBeLessThanOrEqual(3 * NEAR);

test('a survey that is revised while it is open: a fifth group comes, tables add up, and what one revision did not ask is not asked', async () => {
  const journal: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => journal.push(String(chunk)) > 0);
  let day = 1;
  const now = () => new Date(2026, 10, day, 12);
  const surveys = await studySurveys();
  const storage = await newStorage(studyOptions(surveys));
  const published = surveys.get(STUDY);
  const [second, third] = [published?.revisions.get(2), published?.revisions.get(3)];
  if (!second || !third) throw new Error('no revisions');
  const chance = randomFrom(7);
  const read = async (app: TestApp) => v.parse(resultsSchema, (await ask(app, `/api/results/${STUDY}`)).body);

  const before = await testApp({ storage, now, surveys: await formerSurveys() });
  await before.publications.publishDue();
  await respond(before.app, second, FORMER, chance);
  day = 2;
  await before.publications.publishDue();
  const first = await read(before.app);
  expect(first).toMatchObject({ revision: 2, phase: 'preview' });
  expect(Object.keys(first.strata)).toEqual(['all', ...FORMER]);
  expect(addsUp(first, second)).toBeGreaterThan(60);

  const after = await testApp({ storage, now, surveys });
  await after.publications.publishDue();
  await respond(after.app, third, GROUPS, chance);
  // Nothing comes because a revision does: the fifth group waits for the calendar.
  expect((await read(after.app)).strata).not.toHaveProperty('other');
  day = 3;
  await after.publications.publishDue();
  const open = await read(after.app);
  expect(open.revision).toBe(3);
  addsUp(open, third);
  near(open.strata.other?.n, PEOPLE);
  near(open.strata.commune?.n, 2 * PEOPLE);
  // Asked alike by both: it goes on.
  near(open.strata.all?.items['digital-plan']?.base, 9 * PEOPLE);
  // Other options, or asked by one revision alone: its table grows by cells that hold no earlier response.
  for (const item of ['digital-job-share', 'axis-open-data', 'action-domains'])
    expect(open.strata.all?.items[item]?.base, item).toBeGreaterThan(0);
  expect(open.strata.all).not.toHaveProperty('profiles');
  // A new table: the earlier revision did not ask it.
  near(open.strata.all?.items['main-domains']?.notAsked, 4 * PEOPLE);
  expect(open.strata.other?.items['main-domains']?.base).toBeGreaterThan(0);

  expect((await ask(after.app, 'close', { survey: STUDY, finalOn: '2026-11-06' })).status).toBe(200);
  day = 6;
  await after.publications.publishDue();
  const final = await read(after.app);
  expect(final.phase).toBe('results');
  expect(Object.keys(final.strata)).toEqual(['all', ...GROUPS]);
  expect(addsUp(final, third)).toBeGreaterThan(60);
  near(final.strata.all?.n, 9 * PEOPLE);
  const items = final.strata.all?.items;
  // Joined by id: an option of both, of the earlier one, of the later one.
  const { counts = {} } = items?.['digital-job-share'] ?? {};
  expect(Object.keys(counts).toSorted()).toEqual(['about-half', 'full', 'half', 'minor', 'nearly-all', 'none']);
  for (const option of ['full', 'nearly-all', 'minor']) expect(counts[option], option).toBeGreaterThan(0);
  near(items?.['action-domains']?.notAsked, 5 * PEOPLE);
  near(items?.['main-domains']?.notAsked, 4 * PEOPLE);
  near(final.strata.other?.items['action-domains']?.notAsked ?? PEOPLE, PEOPLE);
  expect(final.strata.all?.profiles?.base).toBeGreaterThan(0);
  expect(Object.keys(final.strata.all?.crossings ?? {}).length).toBeGreaterThan(0);
  expect(journal.join('')).not.toMatch(/-failed|unavailable/);
});

test('another question that divides, and the first again, waits for the closing: previews go on by the groups that they began with', async () => {
  let day = 1;
  const surveys = await studySurveys();
  const parts = {
    storage: await newStorage(studyOptions(surveys)),
    now: () => new Date(2026, 10, day, 12),
  };
  const published = surveys.get(STUDY);
  if (!published) throw new Error('no study');
  const results = { ...published.results, crossings: [], findings: [] };
  const seen: string[] = [];
  for (const [next, stratum] of [
    [2, 'authority-type'],
    [3, 'respondent-role'],
    [4, 'digital-plan'],
    [6, 'authority-type'],
  ] as const) {
    const revised = { ...published, current: { ...published.current, stratum }, results };
    const { app, publications } = await testApp({ ...parts, surveys: new Map(surveys).set(STUDY, revised) });
    await publications.publishDue();
    if (next === 2) await respond(app, published.current, FORMER, randomFrom(8));
    day = next;
    await publications.publishDue();
    const shown = v.parse(resultsSchema, (await ask(app, `/api/results/${STUDY}`)).body);
    expect([shown.dividedBy, Object.keys(shown.strata)]).toEqual(['authority-type', ['all', ...GROUPS]]);
    const kept = await readKept(parts.storage, STUDY);
    const { sizes } = (kept && readLedger(kept).preview) ?? {};
    // Each draw is added to those before.
    expect([sizes?.draws, sizes?.cells]).toEqual([seen.length + 1, GROUPS]);
    seen.push(JSON.stringify(sizes?.noise));
  }
  expect(new Set(seen).size).toBe(4);
});
