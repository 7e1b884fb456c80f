import type { UiLanguage } from '../../core/ui-language.ts';
import { dayEn } from './en/day.ts';
import { type DayStrings, dayFr } from './fr/day.ts';

export function dayStrings(language: UiLanguage): DayStrings {
  return language === 'en' ? dayEn : dayFr;
}
