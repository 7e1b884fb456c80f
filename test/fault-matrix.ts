import type { REMEDIES } from './remedies.ts';

/** A fault with its tests: the file, the beginning of the test's name and, for some, a remedy without which that test fails. */
export interface MatrixRow {
  readonly row: string;
  readonly fault: string;
  readonly tests: readonly (readonly [file: string, claim: string, without?: keyof typeof REMEDIES])[];
}

const DATABASE = 'device/store/database.test.ts';
const KEPT = 'device/kept-surveys.test.ts';
const RELEASES = 'journeys/releases.long.test.ts';
const SURVEYS = 'journeys/kept-surveys.long.test.ts';
const FAULTS = 'journeys/faults.test.ts';
const NETWORK = 'journeys/network.long.test.ts';
const STORAGE = 'journeys/storage.test.ts';
const FULL = 'journeys/full-device.test.ts';
const SYNC = 'device/outbox/sync.test.ts';
const LATE = 'device/store/until-open.test.ts';
const TABLET = 'device/tablet/tablet.test.ts';
const TORN = 'journeys/torn-log.long.test.ts';
const WORST = 'what was given is there again after the tab, its process and the browser have gone';
const WORKER = 'a portal, a deploy without the old files and a cleared cache leave the application';
const SENDING = 'when sending meets %s the page says %s';

/*
 * C: what befalls the browser and its storage; S: the worker and its releases; Y: sending. `node test/without-remedies.mjs C05 Y07`
 * removes the remedies of these rows, test by test, and sees each test fail; without a row it does so with all.
 */
export const FAULT_MATRIX: readonly MatrixRow[] = [
  row('C01', 'the browser is killed on a question', [
    'journeys/offline.test.ts',
    'answered offline, killed in the middle, resumed on the same question',
    'an answer is saved with the next one only',
  ]),
  row('C02', 'the tab is closed in the moment of a tap', [FAULTS, WORST, 'a page that goes saves nothing any more']),
  row('C03', 'the process of the tab dies under a long text', [FAULTS, WORST]),
  row(
    'C04',
    'the page comes back from the history cache, or is in it',
    [
      'journeys/tabs.test.ts',
      'a page that comes back from the history cache cannot finish a second time',
      'what is finished may be finished again',
    ],
    ['journeys/browsers.test.ts', 'WebKit does not block later pages when a page was left while it was writing'],
    ['journeys/browsers.test.ts', 'a page that WebKit keeps for Back asks again for the locks it waited for'],
  ),
  row('C05', 'an end between putting the envelope and deleting the draft', [
    'device/outbox/finish.test.ts',
    'a transaction that aborts in the middle of finishing changes nothing',
    'the draft is deleted in a second transaction',
  ]),
  row(
    'C06',
    'the quota is spent, before an interview and in the middle of one',
    [STORAGE, 'on a full device the page never says saved', 'saved is said before the commit'],
    [FULL, 'on a full device without a network an answer takes the room', 'kept surveys take the room of an answer'],
    ['journeys/sealed.test.ts', 'when the storage fills in mid-interview the tablet says so'],
  ),
  row(
    'C07',
    'the disk is really full',
    [STORAGE, 'on a disk that is really full nothing is called saved'],
    [DATABASE, 'a disk that is really full goes on being called full'],
  ),
  row(
    'C08',
    'the storage is cleared under the page',
    [STORAGE, 'a browser that empties the storage in mid-interview loses nothing', 'a dead connection is kept'],
    [DATABASE, 'a database deleted under us comes back with the next answer, with what has its second copy'],
  ),
  row(
    'C09',
    'the database never opens, or is refused',
    [DATABASE, 'a database that never opens leaves a device that works, and sends'],
    [STORAGE, 'where the browser %s, the page says so, and a whole interview arrives'],
  ),
  row(
    'C10',
    'a later release opens the database beside an interview',
    [DATABASE, 'a later release may upgrade at once; this page says so'],
    [DATABASE, 'held up by an older tab, it says so'],
    [DATABASE, 'a release that is put back works on in the database of a later one'],
  ),
  row(
    'C11',
    'two tabs on one draft',
    [
      'journeys/tabs.test.ts',
      'a second tab on the same interview overwrites nothing',
      'each tab takes the interview that it opens',
    ],
    [
      'device/outbox/finish.test.ts',
      'what one tab finishes is numbered above the part that another has sent',
      'a tab that took an interview over gives the number of a part again',
    ],
  ),
  row(
    'C12',
    'six hundred in the outbox; the file of them',
    [
      'device/rescue/outbox-file.test.ts',
      'every envelope not received is in the rescue file, refused ones too',
      'a rescue file holds what waits, and not what was refused',
    ],
    [SYNC, 'beside a full outbox, finishing and the pass that follows read no more'],
    ['journeys/rescue.test.ts', 'what one device cannot send leaves it as a file'],
  ),
  row(
    'C13',
    'a power cut tears the log of the browser, which is then written on',
    [
      TORN,
      'a log torn at its end (%s) and written on: what was finished comes back',
      'what the browser has dropped is not put back',
    ],
    [TORN, 'a log torn at its end (%s) is renewed at the next start', 'a torn log is written on'],
    ['ui/state/interview.test.tsx', 'flushes what was given to a question when it is left', 'a draft is never flushed'],
    ['device/kept/second-copies.test.ts', 'what comes back has the card of its last finish'],
  ),
  row(
    'C14',
    'the storage answers after seconds, as while another page holds it: slow, beside fails once and fails always',
    [
      TABLET,
      'while another page holds the database it is not known what waits',
      'a tablet wipes what it was not told of',
    ],
    [TABLET, 'a file of two wipes no others', 'a tablet wipes what it was not told of'],
    [TABLET, 'a tablet with three waiting whose storage opens late'],
    [LATE, 'keys that a tablet has begun with are not replaced', 'keys taken meanwhile replace those that were pinned'],
    [LATE, 'what is published and was fetched before', 'what people wrote is not moved'],
    [LATE, 'what is erased before the storage has opened', 'what was not read has never left'],
    [LATE, 'what was erased before does not wait again', 'what was erased waits again once the storage has opened'],
    [LATE, 'with a storage that never answered a file is made'],
    ['device/kept/second-copies.test.ts', 'a start at which the storage could not be read'],
    ['ui/state/interview.test.tsx', 'taken over while its draft cannot be read'],
    ['journeys/slow-storage.long.test.ts', 'with a storage that answers after '],
  ),
  row('S01', 'a new worker in mid-interview', [
    'journeys/update.test.ts',
    'an update found in mid-interview reloads nothing',
  ]),
  row('S02', 'a deploy without the files of an open page', [FAULTS, WORKER]),
  row('S03', 'a file of the next release is missing or wrong', [
    'device/precache.test.ts',
    'one file that fails, or that is not the one built',
  ]),
  row(
    'S04',
    'a portal during the install and the update',
    [NETWORK, 'a portal that answers during the install for %s is never taken for the app'],
    [KEPT, 'a list that is not the one of its edition is never kept'],
  ),
  row('S05', 'a portal for the worker and the page', [FAULTS, WORKER]),
  row('S06', 'no server, a new start at an address of the middle', [FAULTS, WORST]),
  row('S07', 'no service worker at all', [STORAGE, 'without a service worker, as in the browser of an application']),
  row(
    'S08',
    'the caches are cleared, and nothing else',
    [FAULTS, WORKER],
    [SURVEYS, 'caches that the browser clears are filled again'],
  ),
  row(
    'S09',
    'each trigger alone, as without Background Sync; and Background Sync alone',
    [SYNC, '%s alone empties the outbox'],
    [SYNC, 'the timer alone empties the outbox', 'the next try is not set'],
    [SYNC, 'starting alone empties the outbox'],
    [NETWORK, 'with no page left, the worker that the browser wakes sends what was finished'],
  ),
  row(
    'S10',
    'a late file is lost on a first visit, or under an interview on a shared tablet',
    ['journeys/late-files.test.ts', 'whichever late file is lost with the network, the interview goes on'],
    ['journeys/late-files-in-field.long.test.ts', 'whichever file is lost on a shared tablet, the interview goes on'],
    ['ui/screens/new-response.test.tsx', 'a tablet that is not ready offline says what is missing and asks'],
  ),
  row('S11', 'the first script is lost', [
    'journeys/lost-entry.test.ts',
    'a script that %s is said, and what was ticked meanwhile outlives the reload',
  ]),
  row('S12', 'a file of an edition does not come', [KEPT, 'an edition is used once it is complete']),
  row(
    'S13',
    'two releases, or two editions, answer in turn',
    [KEPT, 'a page of another release is never kept'],
    [KEPT, 'a page of %s is never kept'],
    [RELEASES, 'two releases that answer in turn behind one address'],
  ),
  row(
    'S14',
    'a release is left for the next one, and put back',
    [RELEASES, '%s goes from this release to the next one and back'],
    [KEPT, 'a release after another, and back, each have'],
    [KEPT, 'a release that is installed waits for its own pages'],
  ),
  row(
    'S15',
    'another edition, and another address, while a tablet has its day',
    [SURVEYS, 'while a tablet has its day, every address opens'],
    [KEPT, 'while a tablet has its day the edition stays'],
  ),
  row(
    'S16',
    'no room for an edition; an edition that is asked for is gone',
    [KEPT, 'when the storage is full the edition before is used'],
    [KEPT, 'to make room the survey goes that was opened longest ago'],
    [KEPT, 'to make room no survey goes of which a draft'],
    [FULL, 'on a full device the latest survey stays for the oldest'],
    [SURVEYS, 'a page whose edition is gone goes on'],
  ),
  row(
    'Y01',
    'cut after the commit',
    [
      NETWORK,
      'an endpoint killed between its commit and its answer stores one response',
      'each sending of a response is a separate row',
    ],
    [SYNC, 'an answer lost after the commit is asked for again', 'what was sent is taken for received'],
    ['device/kept/day-tally.test.ts', 'answers changed after they were received are not received until they are again'],
  ),
  row('Y02', 'cut in the middle of a body', [NETWORK, SENDING, 'what was sent is taken for received']),
  row('Y03', 'two tabs and a double click', [
    SYNC,
    'two devices on one outbox, and a double click',
    'each tab sends when it likes',
  ]),
  row('Y04', 'one always fails and one is refused, of fifty', [SYNC, 'one of fifty that always fails and one refused']),
  row('Y05', 'a portal, TLS that fails, 511, a proxy that answers with what it has stored', [NETWORK, SENDING]),
  row(
    'Y06',
    'Retry-After in every spelling',
    [SYNC, 'Retry-After is obeyed by everything but the button'],
    ['device/outbox/retry-after.test.ts', 'a date, by the server’s own clock'],
    [SYNC, 'batches of fifty, oldest first, one request at a time'],
  ),
  row('Y07', 'three connections in ten are dropped', [
    SYNC,
    'with three connections in ten dropped, a hundred and fifty arrive once',
  ]),
  row(
    'Y08',
    'the clock is ten years off',
    [SYNC, 'a clock ten years off stops nothing'],
    ['endpoint/intake/closing.test.ts', 'accepts a response from a device whose clock runs ahead'],
  ),
  row(
    'Y09',
    'a revision before, and one to come',
    [SYNC, '%s is kept, said, and tried again', 'a refusal is for good'],
    ['ui/tablet/evening.node.test.ts', 'is the same twice only when nothing waits, is refused or is missing'],
    [
      'endpoint/exports/revisions.test.ts',
      'responses to two revisions share columns',
      'answers are read by the newest revision',
    ],
  ),
  row(
    'Y10',
    'erased on the endpoint, then sent again',
    [
      SYNC,
      'what is %s is not sent again, %i is kept, and the card says so',
      'what was erased elsewhere stays on the device',
    ],
    [
      'contracts/responses.ts',
      'erases by receipt, for good, and says so as often as asked',
      'what was erased may come back',
    ],
  ),
  row('Y11', 'killed between the receipt and the removal', [
    FAULTS,
    WORST,
    'each sending of a response is a separate row',
  ]),
  row(
    'Y12',
    '401, 403, 404, 410, 413',
    [SYNC, '%s means later, and nothing is removed', 'what was sent is taken for received'],
    [SYNC, 'a 413 splits the batch; one that is too large alone is kept as refused'],
  ),
  row(
    'Y13',
    'a power cut of the server, and what it has lost',
    [
      'endpoint/power-cut.long.test.ts',
      'after power cuts that leave only what was flushed',
      'what is acknowledged is not flushed',
    ],
    [
      'device/asking/ask-receipts.test.ts',
      'a response that its endpoint has forgotten since it was put back is lost, and nothing less is',
    ],
  ),
];

function row(name: string, fault: string, ...tests: MatrixRow['tests']): MatrixRow {
  return { row: name, fault, tests };
}
