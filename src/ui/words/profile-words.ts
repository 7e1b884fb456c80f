import type { UiLanguage } from '../../core/ui-language.ts';
import { profileEn } from './en/profile.ts';
import { type ProfileStrings, profileFr } from './fr/profile.ts';

export function profileStrings(language: UiLanguage): ProfileStrings {
  return language === 'en' ? profileEn : profileFr;
}
