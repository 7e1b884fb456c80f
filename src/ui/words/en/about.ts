import type { AboutStrings } from '../fr/about.ts';

/** The page about the barometer, in English. */
export const aboutEn: AboutStrings = {
  'about.title': 'About',
  'about.sent': 'What is sent',
  'about.sent-lines': {
    answers: ['Your answers', 'Those to the questions that you are asked, free texts included.'],
    channel: ['Channel', 'The word of the link followed, for a network or an event. None if the link has none.'],
    mode: ['Mode', 'You answer by yourself, or on a surveyor’s device.'],
    language: ['Language', 'That of the screen.'],
    startedOn: ['Day', 'The one on which you began, without the time.'],
    minutes: ['Duration', 'The time spent, in minutes.'],
    lastQuestion: ['Question reached', 'The last one you reached.'],
    status: ['State', 'Finished response or not.'],
    survey: ['Questionnaire', 'Its name and its version.'],
    id: ['Number', 'Drawn at random for this response, followed by that of the sending. Each is thus counted once.'],
    receiptHash: ['Fingerprint of the receipt', 'It recognises your code for erasing, without containing it.'],
  },
  'about.added': 'The service adds the day of arrival. It keeps no IP address, and no name of a device or browser.',
  'about.kept': 'What is kept on this device',
  'about.kept-lines': {
    drafts: ['Drafts', 'Your answers in progress. Until the end of the questionnaire, or until you delete them.'],
    outbox: ['Outbox', 'Finished responses, sealed on a shared tablet. Until they are known to be received.'],
    unsent: ['Never sent', 'The number of each response of which nothing was sent. Until it is first sent.'],
    kept: ['Sealed copies', 'On a shared tablet, the responses received. Until they are in a backup of the service.'],
    contacts: ['Address left', 'The one you give to be contacted. Until it is received.'],
    locked: [
      'Sealed drafts',
      'On a shared tablet, the interview in progress, unreadable without the organiser’s code. Until the interview ends.',
    ],
    days: [
      'Field day',
      'On a shared tablet, the organiser’s link and how many responses the day has seen. Until it leaves field mode.',
    ],
    seals: ['Public keys', 'On a shared tablet, the keys that seal. They open nothing.'],
    erasures: ['Erasures', 'The code of a response to be erased. Until the service has confirmed.'],
    finished: ['Profiles', 'The criteria of your card and the code of the receipt. Until you erase them.'],
    definitions: ['Questionnaires', 'The text of the questions. As long as a response or a profile needs it.'],
    results: ['Results', 'The latest published tables. Until the next ones.'],
    verbatims: ['Comments', 'The latest published comments. Until the next ones.'],
    application: ['Application', 'The files of this page, to open it offline. Until the next version.'],
  },
  'about.surveys': 'Surveys available without a network',
  'about.surveys-lead':
    'Removing a survey frees some space. Your profiles and codes stay. With a network, the survey still opens.',
  'about.size': (kilobytes) => `${kilobytes} kB`,
  'about.others': (n) => (n === 1 ? '1 other survey' : `${n} other surveys`),
  'about.remove': 'Remove this survey',
  'about.removed': (title) => `Removed: ${title}.`,
  'about.remove-unsent': (n) =>
    n === 1
      ? 'One response is in progress or waits to be sent: until then the survey stays here.'
      : `${n} responses are in progress or wait to be sent: until then the survey stays here.`,
  'about.remove-unread': 'The storage is not responding: responses may be waiting. The survey stays here.',
  'about.iphone':
    'On iPhone and iPad, Safari may delete this data after seven days without a visit. The page added to the home screen is not affected.',
  'about.none': 'No cookie, no audience measurement, no other site.',
  'about.rescue': 'Responses that will not send?',
  'about.rescue-link': 'Make or open a rescue file',
  'about.accessibility': 'Accessibility',
  'about.accessibility-text':
    'Accessibility: not compliant, for want of an audit. The page is designed to RGAA 4.1 and WCAG 2.2 (AA).',
  'about.licence': 'Licence',
  'about.licence-text': 'Free software, under the European Union Public Licence (EUPL 1.2).',
  'about.source': 'The questionnaire',
  'about.home': 'Back to the start',
};
