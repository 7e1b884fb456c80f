import { cardEn } from './card.en.ts';
import { type CardStrings, cardFr } from './card.fr.ts';

export function cardStrings(language: string): CardStrings {
  return language === 'en' ? cardEn : cardFr;
}
