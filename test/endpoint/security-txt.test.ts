import { expect, it } from 'vitest';
import type { Surveys } from '../../src/authoring/published-surveys.ts';
import { NOTICE } from '../support/notice.ts';
import { studySurveys, testApp } from './harness.ts';

const PATH = '/.well-known/security.txt';

/** The study with this contact in its notice, and the other surveys with one that is theirs alone. */
async function surveysWith(fr: string, en: string): Promise<Surveys> {
  const surveys = await studySurveys();
  return new Map(
    [...surveys].map(([id, published], place) => {
      const contact = place === 0 ? { fr, en } : { fr: `${id}@guest.example` };
      const notice = { ...NOTICE, contact };
      return [id, { ...published, current: { ...published.current, notice } }];
    }),
  );
}

it('security.txt names the contact in the notice of the first survey, once for all languages', async () => {
  const contact = [
    'Écrire à enquete@mairie.example.',
    'Write to <enquete@mairie.example>, or https://mairie.example/contact',
  ] as const;
  const { app } = await testApp({ surveys: await surveysWith(...contact), publicUrl: 'https://barometre.example' });
  const response = await app.request(PATH, { headers: { Host: 'elsewhere.example' } });
  expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
  expect(await response.text()).toBe(
    [
      'Contact: mailto:enquete@mairie.example',
      'Contact: https://mairie.example/contact',
      'Expires: 2027-02-22T00:00:00Z',
      'Preferred-Languages: fr, en',
      'Canonical: https://barometre.example/.well-known/security.txt',
      '',
    ].join('\n'),
  );
});

it('security.txt is absent without a notice, or without an address in the notice', async () => {
  const withoutNotice = [...(await studySurveys())].filter(([, { current }]) => current.notice === undefined);
  const { app } = await testApp({ surveys: new Map(withoutNotice) });
  expect((await app.request(PATH)).status).toBe(404);
  const { app: other } = await testApp({ surveys: await surveysWith('Place de la Mairie', 'Place de la Mairie') });
  expect((await other.request(PATH)).status).toBe(404);
});
