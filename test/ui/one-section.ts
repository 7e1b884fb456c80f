import { signal } from '@preact/signals';
import { type Survey, toSurvey } from '../../src/core/survey/questionnaire.ts';
import type { SurveyFile } from '../../src/core/survey/survey-schema.ts';
import type { OpenedDevice } from '../../src/device/port/device.ts';

/** A survey in French that asks these questions in one section. */
export function surveyAsking(...questions: SurveyFile['sections'][number]['questions']): Survey {
  return toSurvey({
    id: 'bridge',
    revision: 1,
    languages: ['fr'],
    title: { fr: 'Un pont' },
    opening: { who: { fr: 'Nous' }, why: { fr: 'Pour voir' }, minutes: 1, kept: { fr: 'Rien' } },
    partials: false,
    scales: {},
    sections: [{ id: 'only', title: { fr: 'Une section' }, questions }],
    facts: [],
  });
}

/** What the interview of one person on this device begins with. */
export function startOf(device: OpenedDevice, survey: Survey) {
  const keeps = signal('disk' as const);
  return { device, keeps, survey: signal(survey), language: () => 'fr', mode: 'self', channel: null } as const;
}
