import { rescueEn } from './en/rescue.ts';
import { type RescueStrings, rescueFr } from './fr/rescue.ts';

export function rescueStrings(language: string): RescueStrings {
  return language === 'en' ? rescueEn : rescueFr;
}
