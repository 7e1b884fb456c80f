import type { UiLanguage } from '../../core/ui-language.ts';
import { cardEn } from './en/later.ts';
import { type CardStrings, cardFr } from './fr/later.ts';

export function cardStrings(language: UiLanguage): CardStrings {
  return language === 'en' ? cardEn : cardFr;
}
