import type { UiLanguage } from '../../core/ui-language.ts';
import { rescueEn } from './en/rescue.ts';
import { type RescueStrings, rescueFr } from './fr/rescue.ts';

export function rescueStrings(language: UiLanguage): RescueStrings {
  return language === 'en' ? rescueEn : rescueFr;
}
