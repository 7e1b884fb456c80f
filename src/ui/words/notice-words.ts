import { noticeEn } from './en/notice.ts';
import { type NoticeStrings, noticeFr } from './fr/notice.ts';

export function noticeStrings(language: string): NoticeStrings {
  return language === 'en' ? noticeEn : noticeFr;
}
