import type { Act, Blow } from './plan.ts';
import type { DeviceKind } from './sim-device.ts';
import type { Weather } from './sim-network.ts';
import { linkOf } from './sim-surveys.ts';

/* The lines of a log, for a reader who does not know the simulator. */

export const DEVICE_WORDS: Readonly<Record<DeviceKind, string>> = {
  phone: 'a phone',
  sealed: 'a shared tablet that encrypts',
  clear: 'a shared tablet that does not encrypt',
};

const WEATHER_WORDS: Readonly<Record<Weather, string>> = {
  fine: 'the network is good',
  offline: 'there is no network',
  slow: 'each request and each reply takes 2 to 25 s',
  'lost-before': 'requests are lost on their way',
  'lost-after': 'requests arrive, and their replies are lost',
  ghost: 'requests fail, and yet arrive minutes later',
  twice: 'each request arrives again minutes later',
  hangs: 'requests get no reply at all',
  portal: 'a Wi-Fi portal replies with its own page',
  redirect: 'a proxy redirects each request',
  replays: 'a proxy replies with what it last heard',
  busy: 'each request gets 429 and a time to wait',
  error: 'each request gets 500',
  'too-large': 'a request with several responses gets 413',
  heavy: 'a request with a response of a number that three divides gets 413',
  unreadable: 'a request with a response of a number that three divides fails as a whole',
};

const ENDING_WORDS = {
  finishes: 'then finishes',
  'taps-twice': 'then taps twice on Finish',
  changes: 'then finishes, changes an answer and finishes again',
  leaves: 'then leaves without finishing',
  discards: 'then discards it',
} as const;

export function actWords(act: Act): string {
  switch (act.kind) {
    case 'interview': {
      const erasure = act.erasesAfter === undefined ? '' : `, and erases it ${lasting(act.erasesAfter)} later`;
      const partials = act.snapshots ? ', a part of which is queued after the third' : '';
      const link = linkOf(act.number);
      const from = link === null ? '' : ` (by the link ${link})`;
      return `${nameOf(act.number)}${from} gives ${act.answers} answers${partials}, one in ${lasting(act.pace)}, ${ENDING_WORDS[act.ending]}${erasure}`;
    }
    case 'finishes unstored':
      return `${nameOf(act.number)} finishes; if that cannot be saved: ${act.steps.join(', ')}, each after ${lasting(act.pace)}`;
    case 'resumes':
      return `${nameOf(act.number)} opens the draft again, gives the other answers, one in ${lasting(act.pace)}, then finishes`;
    case 'opens the file of':
      return `somebody opens the rescue file of device ${act.other + 1}`;
    case 'shares the file of':
      return `another application shares the rescue file of device ${act.other + 1} with this one`;
    case 'opens what was shared':
      return `somebody opens the page of shared files, and ${act.leaves ? 'leaves' : 'adds'} them`;
    case 'makes a file':
      return 'somebody makes a rescue file';
    case 'asks to send':
      return 'somebody presses Send now';
    case 'wipes':
      return `the surveyor begins to wipe the tablet: makes a file, and confirms ${lasting(act.hesitation)} later`;
    case 'looks at the day':
      return 'the surveyor looks at the counts of the day';
    case 'closes what was cut off':
      return 'the surveyor closes the interviews that were cut off';
    case 'counts what is unsent':
      return 'somebody looks at how many responses would be lost with the survey';
    case 'looks at the cards':
      return 'somebody looks at the cards';
    case 'checks the receipt of':
      return `somebody asks what is known of the receipt of ${nameOf(act.number)}`;
    case 'leaves a contact':
      return 'somebody leaves an address';
    case 'takes back an address':
      return 'somebody takes back the addresses that were left, as long as they wait';
    case 'erases by code':
      return `somebody types in the receipt code of ${nameOf(act.number)}`;
    case 'erases here':
      return `${nameOf(act.number)} asks to be erased`;
    case 'opens a tab':
      return 'somebody opens another tab';
  }
}

export function blowWords(blow: Blow): string {
  switch (blow.kind) {
    case 'weather':
      return `${WEATHER_WORDS[blow.weather]}, for ${lasting(blow.lasts)}`;
    case 'a tab is killed':
      return 'the system kills a tab';
    case 'a page dies after writes':
      return `the system kills the page that makes write ${blow.writes} from now on, before it hears of it`;
    case 'a page is left':
      return `somebody leaves a page, which the browser keeps for Back, and goes back to it ${lasting(blow.lasts)} later`;
    case 'the browser is killed':
      return `the system kills the browser, which is opened again ${lasting(blow.back)} later`;
    case 'power cut':
      return `a power cut loses what was not flushed${blow.tears ? ', tears the log of the browser' : ''}, and ends ${lasting(blow.back)} later`;
    case 'the power is cut after writes':
      return `a power cut comes ${lasting(blow.after)} after write ${blow.writes} from now on${blow.tears ? ', tears the log of the browser' : ''}, and ends ${lasting(blow.back)} later`;
    case 'storage opens late':
      return `the database does not open for ${lasting(blow.lasts)}`;
    case 'storage fails':
      return `reads and writes fail for ${lasting(blow.lasts)}`;
    case 'storage is full':
      return `nothing more fits on the disk for ${lasting(blow.lasts)}`;
    case 'storage is slow':
      return `each transaction takes ${lasting(blow.drag)} more, for ${lasting(blow.lasts)}`;
    case 'storage is emptied':
      return 'the browser empties the database under its pages';
    case 'the clock is set':
      return `the clock of the device is set ${blow.by < 0 ? 'back' : 'forward'} by ${Math.abs(blow.by / 86_400_000).toFixed(0)} days`;
    case 'the worker wakes':
      return 'the browser wakes the service worker';
    case 'other keys are served':
      return `the notice names other keys, for ${lasting(blow.lasts)}`;
    case 'an endpoint is killed':
      return `a process of the endpoint is killed, and started again ${lasting(blow.back)} later`;
    case 'the database is ill':
      return `commits of the endpoint fail, ${blow.how} they have changed anything, for ${lasting(blow.lasts)}`;
    case 'the survey is closed':
      return `the survey closes ${blow.inDays === 0 ? 'today' : 'tomorrow'}, and opens again ${lasting(blow.lasts)} later`;
    case 'a revision is published':
      return 'a revision is published, and a notice that declares the channel school instead of market';
    case 'the organiser erases':
      return `the organiser erases what came before ${blow.inDays === 0 ? 'today' : 'tomorrow'}`;
    case 'the endpoint is down':
      return `the endpoint is down for ${lasting(blow.lasts)}`;
    case 'the endpoint is put back':
      return 'the database of the endpoint is replaced by its last backup';
    default:
      // These say enough by their names: a backup, two releases.
      return blow.kind;
  }
}

/** Befalls the endpoint, whichever device the plan names. */
export function isOfEndpoint({ kind }: Blow): boolean {
  return ENDPOINT_BLOWS.includes(kind);
}

const ENDPOINT_BLOWS: readonly Blow['kind'][] = [
  'the endpoint is down',
  'the endpoint is backed up',
  'the endpoint is put back',
  'a revision is published',
  'an endpoint is killed',
  'the database is ill',
  'the survey is closed',
  'the organiser erases',
];

export function lasting(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 10_000) return `${Number((milliseconds / 1000).toFixed(1))} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min${seconds % 60 === 0 ? '' : ` ${seconds % 60} s`}`;
}

function nameOf(number: number): string {
  return String(number).padStart(4, '0');
}
