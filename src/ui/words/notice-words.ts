import type { UiLanguage } from '../../core/ui-language.ts';
import { noticeEn } from './en/notice.ts';
import { type NoticeStrings, noticeFr } from './fr/notice.ts';

export function noticeStrings(language: UiLanguage): NoticeStrings {
  return language === 'en' ? noticeEn : noticeFr;
}
