import type { UiLanguage } from '../../core/ui-language.ts';
import { aboutEn } from './en/about.ts';
import { type AboutStrings, aboutFr } from './fr/about.ts';

export function aboutStrings(language: UiLanguage): AboutStrings {
  return language === 'en' ? aboutEn : aboutFr;
}
