import type { NoticeStrings } from '../fr/notice.ts';

export const noticeEn: NoticeStrings = {
  'notice.controller': 'Controller',
  'notice.contact': 'Contact',
  'notice.dpo': 'Data protection officer',
  'notice.purpose': 'Purpose',
  'notice.legal-basis': 'Legal basis',
  'notice.participation': 'Taking part',
  'notice.optional': 'Optional.',
  'notice.mandatory': 'Mandatory.',
  'notice.recipients': 'Recipients',
  'notice.retention': 'Kept for',
  'notice.months': (answers: number, contacts: number | undefined) =>
    contacts === undefined
      ? `${answers} months for answers. No address is asked for.`
      : `${answers} months for answers, ${contacts} months for contact addresses.`,
  'notice.rights': 'Your rights',
  'notice.complaint': 'Complaints',
};
