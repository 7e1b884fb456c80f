import type { DayStrings } from '../fr/day.ts';

const s = (n: number, one: string, many: string) => (n === 1 ? one : many);

function holdings(complete: number, left: number): string {
  const responses = `${complete} ${s(complete, 'response', 'responses')}`;
  const interviews = `${left} abandoned ${s(left, 'interview', 'interviews')}`;
  return [...(complete > 0 || left === 0 ? [responses] : []), ...(left > 0 ? [interviews] : [])].join(' and ');
}

/** The day screen of a shared tablet, and the screens between two respondents, in English. */
export const dayEn: DayStrings = {
  'day.title': 'Field day',
  'day.no-event': 'no event',
  'day.new': 'New response',
  'day.new-note': (minutes) => `They answer alone, about ${minutes} min`,
  'day.new-unready': 'The tablet is not ready offline yet',
  'day.opens': (day) => `The survey opens on ${day}. It takes no response yet.`,
  'day.closed': 'The survey is over. It takes no new response.',
  'day.finished': 'Finished here',
  'day.of-erased': (n) => `${n} of them erased`,
  'day.received': 'Received',
  'day.by-service': 'by the service',
  'day.left': (n, isSent) =>
    `${n} abandoned ${s(n, 'interview', 'interviews')}, ${isSent ? 'counted separately' : 'not kept'}.`,
  'day.unsent': 'Still here',
  'day.not-known': 'not known yet: the storage is not responding',
  'day.nothing-waits': 'nothing to send',
  'day.oldest': (age) => `for ${age}`,
  'day.refused': (n) => `${n} refused`,

  'day.evening': (finished, erased, received, refused = 0) =>
    `${finished} finished here, ${erased > 0 ? `${erased} of them erased; ` : ''}${received} received${refused === 0 ? ' by the service' : `, ${refused} refused`}`,
  'day.evening-earlier': (n) => `${n} ${s(n, 'response', 'responses')} of another day ${s(n, 'is', 'are')} still here`,
  'day.evening-unknown': 'The count of the day is not known yet',
  'day.evening-unknown-note': 'The storage of the tablet is not responding. Wipe nothing, and wait a moment.',
  'day.evening-same': 'All responses have arrived.',
  'day.evening-waiting': (n) =>
    `${n} ${s(n, 'waits: it leaves by itself', 'wait: they leave by themselves')} as soon as there is a network. Leave this page open.`,
  'day.evening-refused': (n) => `${n} refused ${s(n, 'is', 'are')} on this tablet alone. Do not wipe it.`,
  'day.evening-missing': (n) =>
    `${n} ${s(n, 'is', 'are')} neither received nor on this tablet: the browser may have lost ${s(n, 'it', 'them')}. Write this number down and tell the organiser.`,
  'day.evening-restored': (n) =>
    `The browser had lost its memory. ${n} finished ${s(n, 'response was', 'responses were')} put back from ${s(n, 'its copy', 'their copies')}: there is nothing to do again.`,

  'day.refusals': 'Why they are refused',
  'day.refusal-envelope.invalid': 'The service does not understand their form.',
  'day.refusal-envelope.conflict': 'The service has already received another one under the same number.',
  'day.refusal-survey.unknown': 'The service does not know this survey.',
  'day.refusal-survey.revision-unknown': 'The service does not know this version of the questionnaire.',
  'day.refusal-survey.closed': 'The survey was not open when the interview began.',
  'day.refusal-answer.unknown-question': 'The service does not know one of the questions.',
  'day.refusal-answer.unknown-option': 'The service does not know one of the choices.',
  'day.refusal-answer.invalid': 'An answer does not have the expected form.',
  'day.refusal-answer.off-path': 'An answer is about a question that was not asked.',
  'day.refusal-answer.required': 'A question that needs an answer has none.',
  'day.refusal-text.forbidden-character': 'A text has a forbidden character.',
  'day.refusal-text.too-long': 'A text is too long.',
  'day.refusal-sealed.required': 'The survey takes sealed responses only.',
  'day.refusal-sealed.unreadable': 'The service could not open what is sealed.',
  'day.refusal-sealed.key-unknown': 'The survey no longer knows the keys of this tablet.',
  'day.refusal-too-large': 'The network or the service does not take their size.',
  'day.refusal-again': 'Keep the tablet and tell the organiser. Touch “Send now” when the organiser says so.',
  'day.refusal-file': 'Keep the tablet, and hand the rescue file to the organiser.',
  'day.minutes': (n) => (n < 1 ? 'less than a minute' : `${n} min`),
  'day.hours': (hours, minutes) => `${hours} h${minutes === 0 ? '' : ` ${`${minutes}`.padStart(2, '0')}`}`,
  'day.days': (n) => `${n} days`,
  'day.state': 'The tablet',

  'day.offline-asking': 'Offline: checking…',
  'day.offline-ready': 'Ready offline',
  'day.offline-ready-note': (hour) => `Checked at ${hour}: the whole application is on the tablet.`,
  'day.offline-cramped': 'Not ready offline: too little room',
  'day.offline-cramped-note': 'Free some room on the tablet, then check again.',
  'day.offline-installing': 'Not ready offline yet',
  'day.offline-installing-note': 'The application is being loaded. Stay online, then check again.',
  'day.offline-incomplete': (n) => `Not ready offline: ${n} ${s(n, 'file is', 'files are')} missing`,
  'day.offline-incomplete-note': 'Connect the tablet, reload the page, then check again.',
  'day.offline-silent': 'Offline: no answer',
  'day.offline-silent-note': 'The offline application did not answer. Reload the page while online.',
  'day.offline-absent': 'Not ready offline',
  'day.offline-absent-note': 'The application is not on the tablet yet. Connect it, then reload the page.',
  'day.offline-impossible': 'Offline is impossible here',
  'day.offline-impossible-note': 'It needs an https address, and a browser that keeps the application.',
  'day.offline-again': 'Check again',
  'day.unready': 'The tablet is not ready offline',
  'day.unready-note': 'If the network is cut, an interview that begins now may stop.',
  'day.unready-wait': 'Wait',
  'day.unready-begin': 'Begin all the same',

  'day.send': 'Send now',
  'day.send-title': 'Sending',
  'day.send-note': 'Responses leave by themselves as soon as there is a network.',
  'day.sending': 'Sending…',
  'day.sent-all': (n) => `${n} ${s(n, 'response', 'responses')} sent. None waits any more.`,
  'day.sent-nothing': 'Nothing was waiting.',
  'day.sent-unknown': (n) =>
    `${n} ${n === 1 ? 'response' : 'responses'} sent. The storage is not responding: whether more wait is not known.`,
  'day.sent-some': (sent, waiting) => `${sent} ${s(sent, 'response', 'responses')} sent, ${waiting} waiting.`,
  'day.sent-refused': (sent, refused) =>
    `${sent === 0 ? 'Nothing has left' : `${sent} ${s(sent, 'response', 'responses')} sent`}: ${refused} refused ${s(refused, 'stays', 'stay')} here.`,
  'day.send-refused': 'What is refused does not leave by itself: the reason is above.',
  'day.sent-none': (waiting) => `Nothing has left: ${waiting} still ${s(waiting, 'waits', 'wait')}.`,
  'day.why-offline': 'The network is not responding. They will leave by themselves when it is back.',
  'day.why-mute': (minutes) =>
    `The service is not responding, or the tablet has no network. Next try in ${minutes} ${s(minutes, 'minute', 'minutes')}.`,

  'day.persistent': 'Storage guaranteed',
  'day.persistent-note': 'The browser has promised not to clear what waits.',
  'day.not-persistent': 'Storage not guaranteed',
  'day.not-persistent-note':
    'Should the tablet run out of room, the browser may clear what waits. It often guarantees it after some responses.',
  'day.persist': 'Ask for it',
  'day.persist-refused': 'The browser refused. Install the application, and send every evening.',

  'day.place': (space) => `Room: ${space}`,
  'day.place-little': 'That is little: make room on the tablet, or send.',
  'day.place-enough': 'for the browser',
  'day.bytes': (n, unit) => `${n} ${unit === 'giga' ? 'GB' : 'MB'}`,

  'day.awake-held': 'The screen stays on',
  'day.awake-held-note': 'As long as this page is in front.',
  'day.awake-refused': 'The screen may go dark',
  'day.awake-refused-note': 'The tablet refused to keep it on. Look at its settings, or plug it in.',
  'day.awake-absent': 'The screen may go dark',
  'day.awake-absent-note': 'This browser cannot keep it on. Change when the tablet goes to sleep.',

  'day.installed': 'Application installed',
  'day.installed-note': 'Open it by its icon: it comes back here.',
  'day.install': 'Install',
  'day.not-installed': 'Open in a tab',
  'day.not-installed-note': 'A tab is closed by mistake, and Safari may clear it after seven days. Install the app.',
  'day.install-by-hand': 'Browser menu, then “Install” or “Add to Home Screen”.',

  'day.keys': 'Keys of the survey',
  'day.keys-note':
    'Compare these four words with those on the sheet. If they differ, do not begin: call the organiser.',
  'day.keys-same': 'They are the same',
  'day.keys-compared': (hour) => `Compared at ${hour}: they are the organiser’s.`,
  'day.no-keys': 'Nothing is sealed',
  'day.no-keys-note':
    'The survey has no keys. Until they are sent, anyone who searches this tablet can read the responses.',

  'day.resume': 'Resume code',
  'day.resume-none': 'Without it, an interview that is cut off cannot be resumed.',
  'day.resume-cut': (n) => `${n} ${s(n, 'interview that was', 'interviews that were')} cut off can be resumed with it.`,
  'day.resume-given': 'Given. It stays in the memory of this page, and nowhere else.',
  'day.resume-label': 'The 17 symbols on the organiser’s sheet',
  'day.resume-give': 'Give the code',
  'day.resume-wrong': 'This is no resume code. Check the 17 symbols.',
  'day.resume-ask': 'The resume code is not given',
  'day.resume-begin': 'Give the code and begin',
  'day.resume-skip': 'Begin without the code',
  'day.resume-opens-none': 'This code opens no interview that was cut off. Is it today’s?',
  'day.resume-one': (place) => `Interview cut off, ${place}`,
  'day.resume-question': (number, total) => `question ${number} of ${total}`,
  'day.resume-check': 'checking the answers',
  'day.resume-go': 'Resume',
  'day.resume-drop': 'Do not resume',

  'day.rescue': 'Rescue file',
  'day.leave': 'Leave field mode',
  'day.wipe': 'Wipe the tablet',
  'day.pin': 'PIN',
  'day.pin-go': 'Confirm',
  'day.pin-none': 'This day has no PIN: anyone can leave it.',
  'day.pin-wrong': 'This is not the PIN.',
  'day.pin-wait': (seconds) => `Next try in ${seconds} ${s(seconds, 'second', 'seconds')}.`,
  'day.pin-digits': 'The PIN has 4 to 8 digits.',
  'day.cancel': 'Cancel',
  'day.leave-note': 'The tablet goes back to the ordinary questionnaire. Waiting responses will still be sent.',
  'day.leave-sure': 'Leave field mode',
  'day.wipe-none': 'Nothing is waiting to be sent. Everything that remains of the day will be wiped.',
  'day.wipe-some': (complete, left) =>
    `The service has not received ${holdings(complete, left)} yet. First save the rescue file, outside this browser.`,
  'day.wipe-saved': (complete, left) =>
    `The file given to the browser contains ${holdings(complete, left)}. Check that it is there.`,
  'day.wipe-kept': (n) =>
    `${n} received ${s(n, 'response is', 'responses, incomplete ones included, are')} in no known backup of the service yet. If possible, keep the tablet until tomorrow; otherwise ask the organiser.`,
  'day.wipe-save': 'Save the file',
  'day.wipe-sure': (n) => (n === 0 ? 'Wipe' : 'I have the file: wipe'),
  'day.wipe-unread':
    'The storage of the tablet is not responding: what waits here is not known. Nothing can be wiped until it answers.',
  'day.wipe-look': 'Try again',
  'day.wipe-begun': (n) =>
    `${n} ${s(n, 'interview was begun and is', 'interviews were begun and are')} not finished. Resuming will no longer be possible.`,
  'day.wipe-others': 'Something was added meanwhile that is not in the file. Nothing was wiped: save the file again.',
  'day.wipe-no-file': 'The storage is not responding: the file could not be made. Nothing is wiped, try again.',
  'day.wipe-failed': 'The storage refused. Nothing was wiped: reload the page, then try again.',
  'day.wiped': 'The tablet is wiped',
  'day.wiped-note': 'No response is left on it, nor the PIN, nor the field day.',
  'day.wiped-file': (complete, left) =>
    `Only the rescue file contains ${holdings(complete, left)}. Give it to the organiser.`,
  'day.wiped-back': 'You may give the tablet back.',
  'day.wiped-erasing': (n) =>
    `The service has not yet confirmed ${n} ${s(n, 'erasure', 'erasures')}. Before you give the tablet back, leave this page open with a network.`,
  'day.wiped-open': 'Open the questionnaire',
  'day.no-code': 'Part of the application could not be loaded. Get back to a network, then try again.',

  'day.other-title': 'This tablet already has its day',
  'day.other': 'This link opens another. Enter the PIN of the current day to change.',
  'day.other-keep': 'Keep the current day',

  'between.quit': 'Quit',
  'between.quit-title': 'Quit this interview?',
  'between.quit-note': 'The screen is cleared, and the interview cannot be resumed. What was given may be counted.',
  'between.quit-stay': 'Go on with the interview',
  'between.quit-sure': 'Quit and clear the screen',
  'between.saving': 'The response is being saved…',
  'between.unsaved-title': 'The response is not saved',
  'between.unsaved-note': 'Give the tablet back to the interviewer. If nothing is done, the response will be lost.',
  'between.changed-title': 'Some changes are not sent',
  'between.changed-note': 'The response finished before them is kept.',
  'between.changed-back': 'Back to the answers',
  'between.retry': 'Try again',
  'between.send': 'Send now',
  'between.download': 'Rescue file',
  'between.drop': 'Clear the screen without keeping it',
  'between.drop-changes': 'Clear the screen without them',
  'between.idle-title': 'Still there?',
  'between.idle-left': (seconds) =>
    `Without an answer the screen is cleared in ${seconds} ${s(seconds, 'second', 'seconds')}.`,
  'between.idle-kept': 'The response is kept.',
  'between.idle-partial': 'What was given may be counted, and cannot be resumed.',
  'between.idle-stay': 'Continue',
  'between.idle-other': 'It was not me: clear the screen',
};
