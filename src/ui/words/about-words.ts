import { aboutEn } from './en/about.ts';
import { type AboutStrings, aboutFr } from './fr/about.ts';

export function aboutStrings(language: string): AboutStrings {
  return language === 'en' ? aboutEn : aboutFr;
}
