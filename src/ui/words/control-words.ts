import type { UiLanguage } from '../../core/ui-language.ts';
import { controlEn } from './en/controls.ts';
import { type ControlStrings, controlFr } from './fr/controls.ts';

export function controlStrings(language: UiLanguage): ControlStrings {
  return language === 'en' ? controlEn : controlFr;
}
