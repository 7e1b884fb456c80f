import { profileEn } from './en/profile.ts';
import { type ProfileStrings, profileFr } from './fr/profile.ts';

export function profileStrings(language: string): ProfileStrings {
  return language === 'en' ? profileEn : profileFr;
}
