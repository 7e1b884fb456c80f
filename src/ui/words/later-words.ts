import { cardEn } from './en/later.ts';
import { type CardStrings, cardFr } from './fr/later.ts';

export function cardStrings(language: string): CardStrings {
  return language === 'en' ? cardEn : cardFr;
}
