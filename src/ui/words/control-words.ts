import { controlEn } from './en/controls.ts';
import { type ControlStrings, controlFr } from './fr/controls.ts';

export function controlStrings(language: string): ControlStrings {
  return language === 'en' ? controlEn : controlFr;
}
