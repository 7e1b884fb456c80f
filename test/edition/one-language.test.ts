import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { toSurvey } from '../../src/core/survey/questionnaire.ts';
import { surveySchema } from '../../src/core/survey/survey-schema.ts';
import { inOneLanguage } from '../../src/edition/edition-of.ts';
import { NOTICE } from '../support/notice.ts';
import { builtFile, study } from '../support/surveys.ts';

const file = builtFile(study.json());

describe.each(file.languages)('the file that a phone loads in %s', (language) => {
  const split = inOneLanguage(file, language);
  const text = JSON.stringify(split);

  test('has the same shape, so that the same code reads it', () => {
    const parsed = v.parse(surveySchema, split);
    expect(toSurvey(parsed).questions.map(({ items }) => items)).toEqual(
      study.survey.questions.map(({ items }) => items),
    );
  });

  test('holds no text of another language and no mark of evidence', () => {
    const others = file.languages.filter((other) => other !== language);
    for (const other of others) expect(text).not.toContain(`{"${other}":`);
    for (const mark of ['evidence', 'source', 'printed', '$schema']) expect(text).not.toContain(`"${mark}":`);
  });

  test('holds the notice, and not the channels of its links', () => {
    const channels = [{ id: 'linkedin', label: { fr: 'LinkedIn', en: 'LinkedIn' } }];
    const { notice } = JSON.parse(
      JSON.stringify(inOneLanguage({ ...file, notice: { ...NOTICE, channels } }, language)),
    );
    expect(Object.keys(notice)).toEqual(Object.keys(NOTICE));
  });
});

test('an unreviewed translation brings what binds people, and only that, in a reviewed language too, and first', () => {
  const notice = { ...NOTICE, rights: { ...NOTICE.rights, es: 'Derechos' } };
  const asked = { id: 'free', kind: 'text', maxBytes: 9, personal: true, text: { fr: 'Quoi ?', es: '¿Qué?' } } as const;
  const questions = [{ ...asked, consent: { fr: 'Publiez-le', es: 'Publíquelo' } }];
  const translated = { ...file, notice, sections: [{ id: 'one', title: { fr: 'Un', es: 'Uno' }, questions }] };
  const split = JSON.parse(JSON.stringify(inOneLanguage(translated, 'es', undefined, 'fr')));
  expect(split).toMatchObject({ unreviewed: true, languages: ['es'], notice: { purpose: { fr: NOTICE.purpose.fr } } });
  const [{ text, consent }] = split.sections[0].questions;
  expect([text, Object.keys(consent), Object.keys(split.notice.rights)]).toEqual([
    { es: '¿Qué?' },
    ['fr', 'es'],
    ['fr', 'es'],
  ]);
});
