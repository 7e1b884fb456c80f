import { expect, test } from 'vitest';
import { languageFaults } from '../../../src/core/check/language-check.ts';
import { noticeFaults } from '../../../src/core/check/notice-check.ts';
import { checkJson } from '../../../src/core/survey/fault.ts';
import { noticeSchema } from '../../../src/core/survey/notice.ts';
import { NOTICE as notice } from '../../support/notice.ts';
import { type Json, withChange } from '../../support/surveys.ts';

const checkNotice = (json: unknown) =>
  checkJson(json, noticeSchema, (one) => [...languageFaults(one, ['fr', 'en']), ...noticeFaults(one)]);
const bilingual = (fr: string, en: string) => ({ fr, en });

test('a notice that says everything is accepted', () => {
  expect(checkNotice(notice)).toEqual({ value: notice, faults: [] });
});

test('a notice may name the licence of the open data', () => {
  const licence = {
    name: 'etalab-2.0',
    title: bilingual('Licence Ouverte 2.0', 'Open Licence 2.0'),
    url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
  };
  expect(checkNotice({ ...notice, licence })).toMatchObject({ value: { licence }, faults: [] });
  for (const url of ['etalab', 'http://www.etalab.gouv.fr/', 'javascript:alert(1)'])
    expect(checkNotice({ ...notice, licence: { ...licence, url } })).toMatchObject({
      faults: [{ path: 'licence.url' }],
    });
  expect(checkNotice({ ...notice, licence: { ...licence, title: { fr: 'LO' } } })).toMatchObject({
    faults: [{ path: 'licence.title' }],
  });
});

test('a notice may declare the channels of its links, each once and with a label', () => {
  const linkedin = { id: 'linkedin', label: bilingual('LinkedIn', 'LinkedIn') };
  const faultOf = (...channels: Json[]) => {
    const { value, faults } = checkNotice({ ...notice, channels });
    return faults.length > 0 ? faults : value?.channels;
  };
  expect(faultOf(linkedin)).toEqual([linkedin]);
  expect(faultOf(linkedin, linkedin)).toEqual([{ path: 'channels', reason: 'a channel appears twice' }]);
  expect(faultOf({ ...linkedin, id: 'autres' })).toMatchObject([{ path: 'channels' }]);
  expect(faultOf({ ...linkedin, id: 'Salon des maires' })).toMatchObject([{ path: 'channels.0.id' }]);
  expect(faultOf({ ...linkedin, label: { fr: 'LinkedIn' } })).toMatchObject([{ path: 'channels.0.label' }]);
  expect(faultOf()).toMatchObject([{ path: 'channels' }]);
});

test.each(Object.keys(notice))('a notice silent on %s is refused', (field) => {
  expect(checkNotice(withChange(notice, field))).toMatchObject({
    faults: [{ path: field }],
  });
});

test.each([
  ['an empty text', 'purpose.fr', '', 'purpose.fr', /Invalid length/],
  ['contacts kept as long as answers', 'retention.contacts', 24, 'retention', 'contacts are kept for less time'],
  ['no time at all', 'retention.contacts', 0, 'retention.contacts', /Invalid value/],
  ['an unknown field', 'visa', '2026X', 'visa', /Invalid key/],
  ['a consequence not told', 'participation.consequence', undefined, 'participation.consequence', /Invalid key/],
  ['a missing language', 'rights.en', undefined, 'rights', 'no text in "en"'],
])('%s is refused where it is', (_, at, value, path, reason) => {
  expect(checkNotice(withChange(notice, at, value))).toMatchObject({
    faults: [{ path, reason: expect.stringMatching(reason) }],
  });
});
