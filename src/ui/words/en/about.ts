import type { AboutStrings } from '../fr/about.ts';

/** The page about the barometer, in English. */
export const aboutEn: AboutStrings = {
  'about.title': 'About',
  'about.kept': 'What is kept on this device',
  'about.keys': [
    ['Drafts', 'Your answers in progress. Until the end of the questionnaire, or until you delete them.'],
    ['Outbox', 'Finished responses. Until they are acknowledged.'],
    ['Erasures', 'The code of a response to be erased. Until the service has confirmed.'],
    ['Profiles', 'The criteria of your card and the code of the receipt. Until you erase them.'],
    ['Questionnaires', 'The text of the questions. As long as a response or a profile needs it.'],
    ['Application', 'The files of this page, to open it offline. Until the next version.'],
  ],
  'about.iphone':
    'On iPhone and iPad, Safari may delete this data after seven days without a visit. The page added to the home screen is not concerned.',
  'about.none': 'No cookie, no audience measurement, no other site.',
  'about.accessibility': 'Accessibility',
  'about.accessibility-text':
    'Accessibility: partially compliant. The page is designed to RGAA 4.1 and WCAG 2.2 (AA). It has not had a full audit yet.',
  'about.licence': 'Licence',
  'about.licence-text': 'Free software, under the European Union Public Licence (EUPL 1.2).',
  'about.source': 'The questionnaire',
  'about.home': 'Back to the start',
};
