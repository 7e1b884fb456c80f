import { toSurvey } from '../../src/core/survey/questionnaire.ts';
import type { SurveyFile } from '../../src/core/survey/survey-schema.ts';
import type { OpenedDevice } from '../../src/device/port/device.ts';
import { createSession, type Session, type SessionStart } from '../../src/ui/state/session.ts';
import { wordsIn } from '../../src/ui/words/words.ts';
import { words as fr } from '../../src/words/compiled/respondent/fr/first.mjs';

/** Opens the page of a survey in French on a device that is open. */
export function sessionOf(
  file: SurveyFile,
  device: OpenedDevice,
  start: Pick<Partial<SessionStart>, 'mode' | 'router'> = {},
): Promise<Session> {
  const survey = toSurvey(file);
  return createSession({
    device,
    opened: Promise.resolve(),
    hasBegun: false,
    edition: { survey, file, words: wordsIn('fr', fr) },
    entry: { id: survey.id, edition: 'edition', revision: survey.revision, languages: ['fr', 'en'] },
    mode: 'self',
    channel: null,
    ...start,
  });
}
