import { expect, test } from 'vitest';
import type { Notice } from '../../src/core/survey/notice.ts';
import { missingIn, toSettle } from '../../src/dossier/to-settle.ts';
import type { DossierReply } from '../../src/wire/organiser/dossier-reply.ts';
import { notice, reply, withSetting } from './replies.ts';

const contact = { fr: 'enquete@ville.fr' };
const signed: Notice = { ...notice, controller: { fr: 'Ville de Bourg' }, contact, dpo: contact };
const sealed: Notice = { ...signed, sealing: { keys: [] } };
const codes = (given: DossierReply, of: Notice) => toSettle(of, given).map(({ code }) => code);

test('nothing is to be settled where notice and service agree', () => expect(codes(reply, signed)).toEqual([]));

test.each([
  ['never-erased', withSetting('purgeMonths', null), signed],
  ['erased-sooner', withSetting('purgeMonths', 6), signed],
  ['erased-later', withSetting('purgeMonths', 24), signed],
  ['contacts-outlive', withSetting('purgeMonths', 2), signed],
  ['not-encrypted', withSetting('encryption', 'none'), signed],
  ['no-backup', { ...reply, backedUpThrough: null }, signed],
  ['never-restored', { ...reply, restoredOn: null }, signed],
  ['other-controllers', { ...reply, otherControllers: ['Mairie de Bourg'] }, signed],
  ['keys-in-clear', withSetting('keysEncrypted', false), sealed],
])('what is to be settled: %s', (code, given, of) => expect(codes(given, of)).toContain(code));

test('before opening, is each part that a draft lacks, or still has as an example in any language', () => {
  expect(missingIn(undefined)).toEqual([{ code: 'missing', part: 'notice' }]);
  expect(missingIn({})).toHaveLength(10);
  expect(missingIn({ ...signed, complaint: { fr: ' ', en: '' } })).toEqual([{ code: 'missing', part: 'complaint' }]);
  for (const controller of Object.values(notice.controller).map((text) => ({ fr: text })))
    expect(missingIn({ ...signed, controller })).toEqual([{ code: 'example', part: 'controller' }]);
  expect(missingIn({ ...signed, contact: { fr: 'Mairie' } })).toEqual([{ code: 'unreachable', part: 'contact' }]);
  for (const fr of ['a@b.fr', '01 02 03 04 05', 'www.ville.fr', '1 place du Marché, 01000 Bourg', '٠١٢٣٤٥'])
    expect(missingIn({ ...signed, contact: { fr } })).toEqual([]);
});
