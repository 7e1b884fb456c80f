import type { NoticeStrings } from '../fr/notice.ts';

export const noticeEn: NoticeStrings = {
  'opening.resume': 'Resume',
  'opening.draft': (number, total, date) => `Question ${number} of ${total}, ${date}`,
  'opening.draft-check': (date) => `Checking the answers, ${date}`,
  'opening.drafts': 'A response is waiting for you on this device',
  'opening.many-drafts': 'Responses are waiting for you on this device',
  'opening.discard': 'Delete this draft',
  'opening.discard-sure': 'Really delete?',

  'opening.until': 'Open until',
  'opening.closed-since': 'Closed since',
  'opening.answered': 'Already answered',
  'opening.profiles': 'The profiles',
  'opening.answers': (n, day) => `about ${n} responses by ${day}`,
  'opening.opens': (day: string) => `This survey opens on ${day}. Keep this link: you will need it on that day.`,
  'opening.closed-why': 'Thank you to all who answered. It is no longer possible to begin.',
  'opening.copy': 'Copy the link',
  'opening.copied': 'Link copied',
  'opening.not-copied': 'Your browser does not allow copying. Select the link:',
  'opening.see-results': 'See the results',

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
