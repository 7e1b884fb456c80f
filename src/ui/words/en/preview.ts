import type { UiLanguage } from '../../../core/ui-language.ts';
import { type PreviewStrings, previewFr } from '../fr/preview.ts';

const previewEn: PreviewStrings = {
  mark: 'Preview: nothing is kept, nothing is sent.',
  jump: 'Go to',
  choose: 'Choose…',
  questions: 'Questions, with answers that lead there',
  cards: 'Cards',
  results: 'Results, from invented responses',
  unreached: 'No answers were found that lead there.',
  'ended-title': 'Preview ended',
  ended:
    'This link no longer opens a preview, or its address is not complete. Open it again, or ask the person who prepares the questionnaire for another one.',
  'faulty-title': 'The draft has faults',
  faulty: 'It can be seen once they are corrected.',
};

export function previewStrings(language: UiLanguage): PreviewStrings {
  return language === 'en' ? previewEn : previewFr;
}
