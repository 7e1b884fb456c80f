import type { Notice } from '../../../core/survey/notice.ts';
import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { CardStrings } from '../../words/fr/later.ts';

/** The notice in the order people expect: who, why, whether one must, who reads, how long, which rights. */
export function noticeLines(
  notice: Notice,
  ui: CardStrings,
  of: (text: LocalText) => string,
): readonly (readonly [name: string, text: string])[] {
  const { participation, retention } = notice;
  return [
    [ui['notice.controller'], of(notice.controller)],
    [ui['notice.contact'], of(notice.contact)],
    [ui['notice.dpo'], of(notice.dpo)],
    [ui['notice.purpose'], of(notice.purpose)],
    [ui['notice.legal-basis'], of(notice.legalBasis)],
    [
      ui['notice.participation'],
      `${ui[participation.mandatory ? 'notice.mandatory' : 'notice.optional']} ${of(participation.consequence)}`,
    ],
    [ui['notice.recipients'], of(notice.recipients)],
    [ui['notice.retention'], ui['notice.months'](retention.answers, retention.contacts)],
    [ui['notice.rights'], of(notice.rights)],
    [ui['notice.complaint'], of(notice.complaint)],
  ];
}
