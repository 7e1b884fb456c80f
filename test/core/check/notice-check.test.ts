import { expect, test } from 'vitest';
import { checkNotice } from '../../../src/core/check/notice-check.ts';
import { NOTICE as notice } from '../../support/notice.ts';
import { type Json, withChange } from '../../support/surveys.ts';

const bilingual = (fr: string, en: string) => ({ fr, en });

test('a notice that says everything is accepted', () => {
  expect(checkNotice(notice, ['fr', 'en'])).toEqual({ kind: 'notice', notice });
});

test('a notice may name the licence of the open data', () => {
  const licence = {
    name: 'etalab-2.0',
    title: bilingual('Licence Ouverte 2.0', 'Open Licence 2.0'),
    url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
  };
  expect(checkNotice({ ...notice, licence }, ['fr', 'en'])).toMatchObject({ kind: 'notice', notice: { licence } });
  expect(checkNotice({ ...notice, licence: { ...licence, url: 'etalab' } }, ['fr', 'en'])).toMatchObject({
    kind: 'faulty',
    faults: [{ path: 'licence.url' }],
  });
  expect(checkNotice({ ...notice, licence: { ...licence, title: { fr: 'LO' } } }, ['fr', 'en'])).toMatchObject({
    kind: 'faulty',
    faults: [{ path: 'licence.title' }],
  });
});

test('a notice may declare the channels of its links, each once and with a label', () => {
  const linkedin = { id: 'linkedin', label: bilingual('LinkedIn', 'LinkedIn') };
  const faultOf = (...channels: Json[]) => {
    const checked = checkNotice({ ...notice, channels }, ['fr', 'en']);
    return checked.kind === 'faulty' ? checked.faults : checked.notice.channels;
  };
  expect(faultOf(linkedin)).toEqual([linkedin]);
  expect(faultOf(linkedin, linkedin)).toEqual([{ path: 'channels', reason: 'a channel appears twice' }]);
  expect(faultOf({ ...linkedin, id: 'autres' })).toMatchObject([{ path: 'channels' }]);
  expect(faultOf({ ...linkedin, id: 'Salon des maires' })).toMatchObject([{ path: 'channels.0.id' }]);
  expect(faultOf({ ...linkedin, label: { fr: 'LinkedIn' } })).toMatchObject([{ path: 'channels.0.label' }]);
  expect(faultOf()).toMatchObject([{ path: 'channels' }]);
});

test.each(Object.keys(notice))('a notice silent on %s is refused', (field) => {
  expect(checkNotice(withChange(notice, field), ['fr', 'en'])).toMatchObject({
    kind: 'faulty',
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
  expect(checkNotice(withChange(notice, at, value), ['fr', 'en'])).toMatchObject({
    kind: 'faulty',
    faults: [{ path, reason: expect.stringMatching(reason) }],
  });
});
