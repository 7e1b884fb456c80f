import { expect, test } from 'vitest';
import { languageNotes } from '../../../src/core/check/language-check.ts';
import { checkSurvey } from '../../../src/core/check/survey-check.ts';
import { type Json, readFixture, study, withChange } from '../../support/surveys.ts';
import { changedGarden } from './changed-garden.ts';

test.each([
  ['the study of 2017', study.json()],
  ['a survey on another subject', readFixture('shared-garden')],
])('%s passes', (_, json) => {
  expect(checkSurvey(json)).toMatchObject({ kind: 'survey' });
});

const SHAPE: readonly [name: string, at: string, value: Json | undefined, reason: string | RegExp, path?: string][] = [
  ['an unknown kind', 'sections.0.questions.0.kind', 'choice', /Invalid type: Expected .*"single"/],
  ['an unknown field', 'sections.0.questions.0.colour', 'red', /Invalid key/],
  ['a missing text', 'sections.0.questions.0.text', undefined, /Invalid key: Expected "text"/],
  ['an empty text', 'title.en', '', /Invalid length/],
  ['a text in no language', 'title', {}, 'a text in no language'],
  ['a language that is not one', 'title.english', 'Garden', /a language is a BCP 47 tag/],
  ['a language in another spelling', 'title.pt-br', 'Horta', /written as in "fr", "pt-BR"/],
  ['an id with capitals', 'sections.0.id', 'Garden', 'an id is lower-case letters, digits and hyphens'],
  ['a choice of one', 'sections.0.questions.0.options', [{ id: 'yes', label: { en: 'Yes' } }], /Invalid length/],
  ['a revision of zero', 'revision', 0, /Invalid value/],
  ['a day that is not one', 'closedFrom', 'tomorrow', /Invalid date/],
  ['no section', 'sections', [], /Invalid length/],
  ['a text larger than an envelope allows', 'sections.1.questions.1.maxBytes', 100_000, /Invalid value/],
];

test.each(SHAPE)('%s is refused where it is', (_, at, value, reason) => {
  const checked = checkSurvey(changedGarden(at, value));
  expect(checked).toMatchObject({ kind: 'faulty', faults: [{ path: at, reason: expect.stringMatching(reason) }] });
});

test('what is not a survey at all is refused', () => {
  for (const json of [null, [], 'survey', 3, {}]) expect(checkSurvey(json).kind).toBe('faulty');
});

test('a text that lacks a language of the file is found', () => {
  const json = withChange(study.json(), 'sections.1.questions.0.rows.2.label.en');
  expect(checkSurvey(json)).toMatchObject({
    kind: 'faulty',
    faults: [{ path: 'sections.1.questions.0.rows.2.label', reason: 'no text in "en"' }],
  });
});

test.each([
  [['en', 'en'], 1, '"en" appears twice'],
  [['en', 'iw'], 1, 'write "he" for "iw"'],
  [['en', 'de-1996-1996'], 1, '"de-1996-1996" is no language'],
])('the languages %j are refused where they are wrong', (languages, index, reason) => {
  const faults = checkSurvey(changedGarden('languages', languages));
  expect(faults).toMatchObject({
    kind: 'faulty',
    faults: expect.arrayContaining([expect.objectContaining({ path: `languages.${index}`, reason })]),
  });
});

test('a language in which the interface has no words is a note and no fault', () => {
  expect(languageNotes(['fr', 'en', 'fr-CA'])).toEqual([]);
  expect(languageNotes(['fa', 'en'])).toMatchObject([
    { path: 'languages.0', reason: expect.stringMatching(/no words in "fa": .* otherwise in "en"$/) },
  ]);
  expect(languageNotes(['fa'])).toMatchObject([{ reason: expect.stringMatching(/otherwise in "en"$/) }]);
  const persian = JSON.parse(JSON.stringify(readFixture('shared-garden')).replaceAll('"en"', '"fa"'));
  expect(checkSurvey(persian)).toMatchObject({ kind: 'survey' });
});

test('every fault is reported at once', () => {
  const json = withChange(changedGarden('stratum', 'crops'), 'facts.0.no.is', 'never');
  expect(checkSurvey(json)).toMatchObject({ kind: 'faulty', faults: [{ path: 'facts.0' }, { path: 'stratum' }] });
});
