import { dayEn } from './en/day.ts';
import { type DayStrings, dayFr } from './fr/day.ts';

export function dayStrings(language: string): DayStrings {
  return language === 'en' ? dayEn : dayFr;
}
