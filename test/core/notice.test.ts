import { expect, test } from 'vitest';
import { checkNotice } from '../../src/core/notice.ts';
import { withChange } from '../support/surveys.ts';

const said = (fr: string, en: string) => ({ fr, en });
const notice = {
  controller: said('Mairie de Test, 1 place de la Mairie', 'Test town hall, 1 place de la Mairie'),
  contact: said('enquete@mairie.example', 'enquete@mairie.example'),
  dpo: said('dpd@mairie.example', 'dpd@mairie.example'),
  purpose: said('Décrire la politique numérique locale', 'To describe local digital policy'),
  legalBasis: said("Mission d'intérêt public", 'Task in the public interest'),
  participation: { mandatory: false, consequence: said('Aucune', 'None') },
  recipients: said('Le service des études', 'The research service'),
  retention: { answers: 24, contacts: 6 },
  rights: said('Accès, rectification, effacement', 'Access, rectification, erasure'),
  complaint: said('CNIL', 'CNIL'),
};

test('a notice that says everything is accepted', () => {
  expect(checkNotice(notice, ['fr', 'en'])).toEqual({ kind: 'notice', notice });
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
  expect(checkNotice(withChange(notice, at, value), ['fr', 'en'])).toEqual({
    kind: 'faulty',
    faults: [{ path, reason: expect.stringMatching(reason) }],
  });
});
