import type { UiLanguage } from '../../core/ui-language.ts';
import type { FieldStrings } from './fr/field.ts';

export async function loadFieldStrings(language: UiLanguage): Promise<FieldStrings> {
  return language === 'en' ? (await import('./en/field.ts')).fieldEn : (await import('./fr/field.ts')).fieldFr;
}
