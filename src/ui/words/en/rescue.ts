import type { RescueStrings } from '../fr/rescue.ts';

const s = (n: number, one: string, many: string) => (n === 1 ? one : many);

export const rescueEn: RescueStrings = {
  'rescue.title': 'Rescue file',
  'rescue.lead':
    'The responses that this device could not send, in a file. Give it to another device or to the organiser: they will send them.',
  'rescue.make': 'Make the file',
  'rescue.waiting': (n) =>
    n === 0
      ? 'No finished response to this survey is waiting on this device.'
      : `${n} finished ${s(n, 'response', 'responses')} to this survey ${s(n, 'is', 'are')} waiting on this device.`,
  'rescue.unknown': 'The storage of this browser is not responding yet: the number of waiting responses is unknown.',
  'rescue.development':
    'A database of a development version is on this device too: this version neither opens nor changes it.',
  'rescue.unread':
    'The storage of this browser is not responding, and this page knows of no response to put in a file. Nothing is erased: wait a moment, then try again.',
  'rescue.not-whole':
    'The storage is not responding: the file has what this page knows of it, and some may be missing. Make it again once the storage answers.',
  'rescue.share': 'Share the file',
  'rescue.save': 'Save the file',
  'rescue.others': (n, titles) => `Save separately the responses to ${n} other ${s(n, 'survey', 'surveys')}: ${titles}`,
  'rescue.empty': 'Nothing is waiting here for this survey: there is no file to make.',
  'rescue.sealed': (n) =>
    `The file contains ${n} sealed ${s(n, 'response', 'responses')}, which cannot be read in transit.`,
  'rescue.clear': (n) =>
    `The file contains ${n} unencrypted ${s(n, 'response', 'responses')}: anyone who has this file can read ${s(n, 'it', 'them')}. Hand it over in person.`,
  'rescue.partial': (n) => `${n} of them ${n === 1 ? 'is' : 'are'} incomplete: the interview was not finished.`,
  'rescue.stays': 'Everything also stays on this device until it is acknowledged.',
  'rescue.in-page': 'Everything also stays in this page, as long as it is open.',
  'rescue.open': 'Open a file',
  'rescue.open-lead':
    'The responses of another device are added to this one, and sent from here. Opening the same file twice changes nothing.',
  'rescue.field': 'Choose a rescue file',
  'rescue.outside': 'A file came from another application or another site. If you shared nothing, close this page.',
  'rescue.holds': (n, survey) => `The file contains ${n} ${s(n, 'response', 'responses')} of the survey “${survey}”.`,
  'rescue.shared-foreign': 'This is not a rescue file of this version.',
  'rescue.leave': 'Do not add it',
  'rescue.too-large': 'A shared file is larger than 5 MB: it was not kept.',
  'rescue.too-many': 'Five shared files are waiting already: the last one was not kept.',
  'rescue.take': 'Add its responses to this device',
  'rescue.reading': 'Reading the file…',
  'rescue.added': (n) =>
    `${n} ${s(n, 'response added. It will be sent', 'responses added. They will be sent')} as soon as the network allows.`,
  'rescue.known': (n) =>
    n === 1
      ? 'One response is here already, or received already: nothing has changed for it.'
      : `${n} responses are here already, or received already: nothing has changed for them.`,
  'rescue.erased': (n) =>
    `${n} ${s(n, 'response was erased on this device: it does not come back', 'responses were erased on this device: they do not come back')}.`,
  'rescue.elsewhere': (n) =>
    `${n} ${s(n, 'response is', 'responses are')} of another survey, which this address does not know. Open the file at the address of that survey.`,
  'rescue.damaged': (n) =>
    `${n} ${s(n, 'response of the file is damaged, and was not taken', 'responses of the file are damaged, and were not taken')}. The device that made it keeps them: ask it for another file.`,
  'rescue.nothing': 'This file contains no response.',
  'rescue.newer':
    'This file was made by a later release of the application. Load this page again with a network, then open it again. Nothing has changed here.',
  'rescue.foreign':
    'This is not a rescue file of this version, or nothing in it can be read. Choose the one that a device of the survey has made. Nothing has changed here.',
  'rescue.full': 'No room left on this device: nothing was added. Make room, then open the file again.',
  'rescue.unavailable':
    'The storage of this browser is not responding: nothing was added. Load the page again, then open the file again.',
  'rescue.no-code':
    'Part of the application could not be loaded: nothing has changed. Get back to a network, then try again.',
  'rescue.home': 'Back to the start',
};
