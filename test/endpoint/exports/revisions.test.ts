import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import type { Surveys } from '../../../src/authoring/published-surveys.ts';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import { builtFile, type Json, study, withChange } from '../../support/surveys.ts';
import { envelope, exported, exportedBytes, testApp, verdicts } from '../harness.ts';
import { readCsv } from './csv-reader.ts';

const ID = 'numerique-territorial';
const TYPE = 'sections.0.questions.0';
const { revision: EARLIER } = study.survey;
const LATER = EARLIER + 1;

/** Two revisions: the second rewords an option and adds one to each of two questions. */
function twoRevisions(): Surveys {
  const [first, second] = [builtFile(study.json()), builtFile(secondRevision())];
  const [old, current] = [toSurvey(first), toSurvey(second)];
  const files = new Map([first, second].map((file) => [file.revision, file]));
  const revisions = new Map([old, current].map((one) => [one.revision, one]));
  return new Map([[ID, { current, revisions, files, results: {}, presentation: {} }]]);
}

function secondRevision(): unknown {
  const label: Json = { fr: 'Commune nouvelle', en: 'New municipality' };
  const renamed = withChange(withChange(study.json(), 'revision', LATER), `${TYPE}.options.0.label`, label);
  const typed = withChange(renamed, `${TYPE}.options.5`, {
    id: 'syndicat',
    label: { fr: 'Syndicat', en: 'Syndicate' },
  });
  return withChange(typed, 'sections.1.questions.1.options.12', { id: 'forum', label: { fr: 'Forum', en: 'Forum' } });
}

it('responses to two revisions share columns, each labelled as it was asked', async () => {
  const { app } = await testApp({ surveys: twoRevisions() });
  const sent = [EARLIER, LATER].map((revision) => envelope({ revision, answers: { 'authority-type': 'commune' } }));
  const other = envelope({ revision: LATER, answers: { 'authority-type': 'syndicat' } });
  for (const one of await verdicts(app, ...sent, other)) expect(one.verdict).toBe('stored');

  const csv = readCsv(await exported(app, `${ID}.csv?labels=fr`));
  const labels = csv.map((row) => `${row.revision} ${row['authority-type']}`).toSorted();
  expect(labels).toEqual([`${EARLIER} Commune`, `${LATER} Commune nouvelle`, `${LATER} Syndicat`]);

  const files = unzipSync(await exportedBytes(app, `${ID}.raw.zip`));
  const { resources } = JSON.parse(strFromU8(files['datapackage.json'] ?? new Uint8Array()));
  const field = resources[0].schema.fields.find(({ name }: { name: string }) => name === 'authority-type');
  expect(field.constraints.enum).toEqual(['commune', 'departement', 'region', 'intercommunalite', 'other', 'syndicat']);
  const codebook = strFromU8(files['codebook.csv'] ?? new Uint8Array()).split('\r\n');
  const ofCommune = codebook.filter((line) => line.includes('"authority-type"') && line.includes('"commune"'));
  expect(ofCommune.map((line) => line.split(',')[0])).toEqual([`"${LATER}"`, `"${EARLIER}"`]);
  const ofRegion = codebook.filter((line) => line.includes('"authority-type"') && line.includes('"region"'));
  expect(ofRegion.map((line) => line.split(',')[0])).toEqual([`"${EARLIER}|${LATER}"`]);

  const syntax = await exported(app, `${ID}.sps?labels=fr`);
  expect(syntax).toContain("'syndicat' 'Syndicat'");
  expect(syntax).toContain("'commune' 'Commune nouvelle'");
});

it('an option that a revision did not offer has an empty cell in the rows of that revision, and no 0', async () => {
  const { app } = await testApp({ surveys: twoRevisions() });
  const answers = { 'authority-type': 'commune', 'main-domains': ['health'] };
  for (const one of await verdicts(app, ...[EARLIER, LATER].map((revision) => envelope({ revision, answers }))))
    expect(one.verdict).toBe('stored');
  const rows = readCsv(await exported(app, `${ID}.csv?choices=columns`)).map((row) => [
    row['main-domains.health'],
    row['main-domains.forum'],
  ]);
  expect(rows.toSorted()).toEqual([
    ['1', ''],
    ['1', '0'],
  ]);
});
