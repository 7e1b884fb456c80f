/** Where each row of the fault matrix is tested: the file, and the beginning of the test's name. */
export interface MatrixRow {
  readonly row: string;
  readonly fault: string;
  readonly tests: readonly (readonly [file: string, claim: string])[];
}

const DATABASE = 'device/store/database.test.ts';
const FAULTS = 'journeys/faults.test.ts';
const NETWORK = 'journeys/network.test.ts';
const PRECACHE = 'device/precache.test.ts';
const STORAGE = 'journeys/storage.test.ts';
const SYNC = 'device/outbox/sync.test.ts';
const WORST = 'what was given is there again after the tab, its process and the browser have gone';
const WORKER = 'a portal, a deploy without the old files and a cleared cache leave the application';

/*
 * C: what befalls the browser and its storage; S: the worker and its releases; Y: sending. Each was seen to fail once, by taking away
 * what it claims.
 */
export const FAULT_MATRIX: readonly MatrixRow[] = [
  row('C01', 'the browser is killed on a question', [
    'journeys/offline.test.ts',
    'answered offline, killed in the middle, resumed on the same question',
  ]),
  row('C02', 'the tab is closed in the moment of a tap', [FAULTS, WORST]),
  row('C03', 'the process of the tab dies under a long text', [FAULTS, WORST]),
  row('C04', 'the page comes back from the history cache', [
    'journeys/tabs.test.ts',
    'a page that comes back from the history cache cannot finish a second time',
  ]),
  row('C05', 'an end between putting the envelope and deleting the draft', [
    'device/outbox/finish.test.ts',
    'a transaction that aborts in the middle of finishing changes nothing',
  ]),
  row(
    'C06',
    'the quota is spent, before an interview and in the middle of one',
    [STORAGE, 'on a full device the page never says saved'],
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
    [STORAGE, 'a browser that empties the storage in mid-interview loses nothing'],
    [DATABASE, 'a database deleted under us comes back with the next answer: outbox, cards and codes'],
  ),
  row(
    'C09',
    'the database never opens, or is refused',
    [DATABASE, 'a database that never opens leaves a device that works within four seconds'],
    [STORAGE, 'where the browser keeps nothing the page says so, and what is finished is sent'],
  ),
  row(
    'C10',
    'a later release opens the database beside an interview',
    [DATABASE, 'a later release may upgrade at once; this page says so'],
    [DATABASE, 'held up by an older tab, it says so'],
    [DATABASE, 'a release that is put back works on in the database of a later one'],
  ),
  row('C11', 'two tabs on one draft', [
    'journeys/tabs.test.ts',
    'a second tab on the same interview overwrites nothing',
  ]),
  row(
    'C12',
    'six hundred in the outbox; the file of them',
    ['device/rescue/outbox-file.test.ts', 'every envelope not received is in the rescue file, refused ones too'],
    [SYNC, 'beside a full outbox, finishing and the pass that follows read no more'],
    ['journeys/rescue.test.ts', 'what one device cannot send leaves it as a file'],
  ),
  row('S01', 'a new worker in mid-interview', [
    'journeys/update.test.ts',
    'an update found in mid-interview reloads nothing',
  ]),
  row('S02', 'a deploy without the files of an open page', [FAULTS, WORKER]),
  row('S03', 'a file of the next release is missing or wrong', [
    PRECACHE,
    'one file that fails, or that is not the one built',
  ]),
  row(
    'S04',
    'a portal during the install and the update',
    [NETWORK, 'a portal that answers during the install is never taken for the app'],
    [PRECACHE, 'one file that fails, or that is not the one built'],
  ),
  row('S05', 'a portal for the worker and the page', [FAULTS, WORKER]),
  row('S06', 'no server, a new start at an address of the middle', [FAULTS, WORST]),
  row('S07', 'no service worker at all', [STORAGE, 'without a service worker, as in the browser of an application']),
  row('S08', 'the caches are cleared, and nothing else', [FAULTS, WORKER]),
  row(
    'S09',
    'no Background Sync: each trigger alone',
    [SYNC, '%s alone empties the outbox'],
    [SYNC, 'the timer alone empties the outbox'],
    [SYNC, 'starting alone empties the outbox'],
  ),
  row(
    'Y01',
    'cut after the commit',
    [NETWORK, 'an endpoint killed between its commit and its answer stores one response'],
    [SYNC, 'an answer lost after the commit is asked for again'],
  ),
  row('Y02', 'cut in the middle of a body', [NETWORK, 'when sending meets %s the page says %s']),
  row('Y03', 'two tabs and a double click', [SYNC, 'two devices on one outbox, and a double click']),
  row('Y04', 'one always fails and one is refused, of fifty', [SYNC, 'one of fifty that always fails and one refused']),
  row('Y05', 'a portal, TLS that fails, 511', [NETWORK, 'when sending meets %s the page says %s']),
  row(
    'Y06',
    'Retry-After in every spelling',
    [SYNC, 'Retry-After is obeyed by everything but the button'],
    ['device/outbox/retry-after.test.ts', 'a date, by the server’s own clock'],
    [SYNC, 'batches of fifty, oldest first, one request at a time'],
  ),
  row('Y07', 'three connections in ten are dropped', [
    SYNC,
    'with three connections in ten dropped, five hundred arrive once',
  ]),
  row('Y08', 'the clock is ten years off', [SYNC, 'a clock ten years off stops nothing']),
  row(
    'Y09',
    'a revision before, and one to come',
    [SYNC, '%s is kept, said, and tried again'],
    ['endpoint/exports/revisions.test.ts', 'responses to two revisions share columns'],
  ),
  row(
    'Y10',
    'erased on the endpoint, then sent again',
    [SYNC, 'what was erased on the endpoint goes, and the card says so'],
    ['contracts/storage.ts', 'erases by receipt, for good, and says so as often as asked'],
  ),
  row('Y11', 'killed between the receipt and the removal', [FAULTS, WORST]),
  row(
    'Y12',
    '401, 403, 404, 410, 413',
    [SYNC, '%s means later, and nothing is removed'],
    [SYNC, 'a 413 splits the batch; one that is too large alone is kept as refused'],
  ),
];

function row(name: string, fault: string, ...tests: MatrixRow['tests']): MatrixRow {
  return { row: name, fault, tests };
}
