import type { Strings } from '../fr/first.ts';

export const en: Strings = {
  'app.tag': 'en',
  'app.name': 'Baromètre',
  'app.about': 'About',
  'app.sections': 'Sections',
  'app.loading': 'Loading…',

  'opening.begin': 'Begin',
  'opening.promise': ' A profile at the end. No ranking, no marks.',
  'opening.questions': (n, minutes) => `${n} questions, ${minutes} minutes.`,
  'opening.resumable': 'Works offline. You may resume later.',
  'opening.nameless': 'no name, no account',
  'opening.asks': 'Who runs the survey',
  'opening.why': 'What it is for',
  'opening.kept': 'Your data',
  'opening.uncontrolled': 'Demonstration',
  'opening.demonstration': 'Without a declared controller, answers are only used for trying it out.',
  'opening.caution': 'Answer in one go, while you are connected.',
  'opening.closed': 'The survey has ended',

  'question.count': (number, total) => `Question ${number} of ${total}`,
  'question.skipped': (from, to) =>
    `Given your answers, ${from < to ? `questions ${from} to ${to} do` : `question ${to} does`} not apply.`,
  'question.continue': 'Continue',
  'question.back': 'Back',
  'question.clear': 'Clear the answer',
  'question.specify': 'Please specify',

  'error.prefix': 'Error: ',

  'save.saved': 'Saved',
  'save.saving': 'Saving…',
  'save.unsaved': 'Not saved',
  'save.memory': 'In memory only',
  'save.confirm': 'To be confirmed',

  'status.ready': 'Ready offline',
  'status.retry': 'Try again',

  'lost.unreachable': 'The survey could not be loaded. Check the network, then try again.',
  'lost.code': 'Part of the app could not be loaded.',
  'lost.network': 'Get back to a network, then try again.',
  'lost.still': 'Still nothing. Check the network.',
  'lost.home': 'Go to the start',
  'lost.error': 'Something went wrong',
  'lost.error-kept': 'Your saved answers are kept on this device.',
  'lost.reload': 'Reload the page',
};
