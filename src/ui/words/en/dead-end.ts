import type { UiLanguage } from '../../../core/ui-language.ts';
import { type DeadEndStrings, deadEndFr } from '../fr/dead-end.ts';

const deadEndEn: DeadEndStrings = {
  'page-title': 'There is nothing at this address',
  page: 'The page has moved, or the address is incomplete.',
  'page-foot': 'Nothing that you wrote is lost.',
  'survey-title': 'No survey has this name',
  'none-title': 'No survey is offered here',
  'first-time': 'The first time, this survey needs a network',
  survey: 'The link may have been cut on its way:',
  'survey-foot': 'Or ask the person who sent it to you. A response begun on this device is still there.',
  'open-now': 'Open at the moment',
  'open-it': 'Open this survey',
  revision:
    'This response began with a version of the survey that is not on this device. Connect to a network, then try again. It is kept.',
  results: 'The results',
  receipt: 'Check or erase a response',
  'receipt-with': 'with its code',
  about: 'About and contact',
};

export function deadEndStrings(language: UiLanguage): DeadEndStrings {
  return language === 'en' ? deadEndEn : deadEndFr;
}
