import type { FieldStrings } from '../fr/field.ts';

/* What a shared tablet says of sealing, in English. */

export const fieldEn: FieldStrings = {
  'field.shared': 'Shared tablet',
  'field.sealed':
    'Shared tablet: each response is sealed before it is saved here. It cannot be read again on this device.',
  'field.clear':
    'Shared tablet: your response stays on it until it is sent, and is not sealed. The page does not show it to anyone else.',
  'field.title': 'This tablet cannot begin',
  'field.insecure':
    'The address is not https, so the browser can neither seal responses nor promise to keep them. Open the organiser’s link with https.',
  'field.no-code':
    'The program that seals responses could not be loaded. Connect the tablet to the network, then try again.',
  'field.no-storage':
    'This browser keeps nothing, or its storage could not be read. Leave private browsing, close the other tabs of this site, then try again.',
  'field.opening': 'The storage of the tablet is opening',
  'field.opening-note':
    'It takes longer than usual. The day will begin by itself once it is open. If it lasts, close the other tabs of this site.',
  'field.no-keys': 'The keys of the survey could not be read. Connect the tablet to the network, then try again.',
  'field.wrong-key':
    'The key that this link names does not belong to this survey: the link comes from another organiser, or was copied wrong. Ask the organiser of this survey for its link.',
  'field.retired-key':
    'The key that this link names is no longer, or not yet, that of the survey. Ask the organiser for the link of the day.',
  'field.other-keys': (words) =>
    `The keys of the survey are not those that this tablet expects. Ask the organiser whether their four words are: ${words}. If so, open the new link that they give you.`,
  'field.kept': 'Responses already given stay on the tablet, and will still be sent.',
  'field.again': 'Try again',
};
