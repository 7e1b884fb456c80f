/** A fault that follows when one remedy is removed: `left` replaces `taken` in the file, and the key describes the effect. */
export interface TakenAway {
  readonly file: string;
  /** Once in the file. */
  readonly taken: string;
  readonly left: string;
  /** Who misses it: the simulator, a browser, or a test of the endpoint with its database. */
  readonly heldBy: 'simulator' | 'browser' | 'endpoint';
  /** For the simulator: a world that breaks without it. */
  readonly seed?: number;
}

const INTERVIEW = 'src/ui/state/interview.ts';
const CONNECTION = 'src/device/store/connection.ts';
const POST = 'src/device/outbox/post-batch.ts';
const PRECACHE = 'sw/precache.ts';
const SETTLE = 'src/device/outbox/apply-verdicts.ts';
const SYNC = 'src/device/outbox/sync.ts';
const TURNS = 'src/device/outbox/queue-batches.ts';
const UPDATE = 'src/device/update.ts';
const EDITIONS = 'sw/kept-editions.ts';
const WORKER = 'sw/sw.ts';

/** Without each of these some test of the fault matrix fails: `node test/without-remedies.mjs` takes them away one by one, and looks. */
export const REMEDIES = {
  'an answer is saved with the next one only': {
    file: INTERVIEW,
    taken: "saver[how === 'typing' ? 'afterPause' : 'soon']();",
    left: "if (how === 'typing') saver.afterPause();",
    heldBy: 'browser',
  },
  'a page that goes saves nothing any more': {
    file: INTERVIEW,
    taken: 'if (hasDraft()) void saver.flush();',
    left: '',
    heldBy: 'browser',
  },
  'a text is saved when the question is left': {
    file: INTERVIEW,
    taken: 'if (!outcome.peek()) saver[',
    left: "if (!outcome.peek() && how !== 'typing') saver[",
    heldBy: 'browser',
  },
  'what is finished may be finished again': {
    file: 'src/ui/screens/check/check.tsx',
    taken: 'const done = interview.outcome.value !== undefined && !interview.changedSince.value;',
    left: 'const done = false;',
    heldBy: 'browser',
  },
  'the draft is deleted in a second transaction': {
    file: 'src/device/outbox/finish.ts',
    taken: "tx.remove('drafts', draft.id);",
    left: "void database.write(['drafts'], async (other) => other.remove('drafts', draft.id));",
    heldBy: 'simulator',
  },
  'saved is said before the commit': {
    file: 'src/device/store/transact.ts',
    taken: 'if (!ended.committed) throw ended.reason;',
    left: '',
    heldBy: 'browser',
  },
  'a full device keeps what it cannot copy': {
    file: SETTLE,
    taken: "if (written.kind !== 'full') return written;",
    left: 'return written;',
    heldBy: 'browser',
  },
  'a full disk is any failure': {
    file: 'src/device/store/storage-failure.ts',
    taken: "return { kind: 'full', isDead: true };",
    left: "return { kind: 'unavailable', isDead: true };",
    heldBy: 'browser',
  },
  'a full disk is forgotten once its database does not open': {
    file: 'src/device/store/disk-store.ts',
    taken: "isFull = failure.kind === 'full' || (isFull && !disk);",
    left: "isFull = failure.kind === 'full';",
    heldBy: 'browser',
  },
  'a page that is left keeps its transactions': {
    file: CONNECTION,
    taken: 'abortAll();',
    left: '',
    heldBy: 'browser',
  },
  'the wait for the second copies ends with an error when the page is left': {
    file: 'src/device/kept/copies-shelf.ts',
    taken: "if (why === 'AbortError') return begun ?? ask();",
    left: '',
    heldBy: 'browser',
  },
  'the wait for an interview ends with an error when the page is left': {
    file: 'src/device/drafts/claims.ts',
    taken: "error.name === 'AbortError') waitUntilFree();",
    left: "error.name === 'AbortError') throw error;",
    heldBy: 'browser',
  },
  'a dead connection is kept': {
    file: CONNECTION,
    taken: 'if (live === dead) live = undefined;',
    left: '',
    heldBy: 'browser',
  },
  'an emptied database stays empty': {
    file: CONNECTION,
    taken: 'if (hasOpened) events.onEmptied?.();',
    left: '',
    heldBy: 'browser',
  },
  'the database is waited for as long as it takes': {
    file: CONNECTION,
    taken: 'return await Promise.race([attempt(), late]);',
    left: 'return await attempt();',
    heldBy: 'browser',
  },
  'storage that is forbidden is waited for': {
    file: 'src/device/store/until-open.ts',
    taken: "const FORBIDDEN = ['SecurityError', ",
    left: 'const FORBIDDEN = [',
    heldBy: 'browser',
  },
  'a tablet wipes what it was not told of': {
    file: 'src/device/tablet/wipe.ts',
    taken: "if (!isAmong(await holdings(tx), named)) return 'others-here' as const;",
    left: "if (!isAmong(await holdings(tx), named) && Date.now() < 0) return 'others-here' as const;",
    heldBy: 'simulator',
  },
  'a tablet wipes what replaces its storage': {
    file: 'src/device/tablet/wipe.ts',
    taken: "if (database.keeps !== 'disk' && database.keeps !== 'memory') return 'unavailable';",
    left: '',
    heldBy: 'browser',
  },
  'keys taken meanwhile replace those that were pinned': {
    file: 'src/device/store/until-open.ts',
    taken: "if (!(await to.get('seals', seal.survey))) to.put(",
    left: 'to.put(',
    heldBy: 'browser',
  },
  'what people wrote is not moved': {
    file: 'src/device/store/until-open.ts',
    taken: 'if (!JOINED.includes(store)) for',
    left: "if (![...JOINED, 'verbatims'].includes(store)) for",
    heldBy: 'browser',
  },
  'what was not read has never left': {
    file: 'src/device/outbox/erasures.ts',
    taken: ' || (await isUnknown(database, tx, id))',
    left: '',
    heldBy: 'simulator',
  },
  'a file is made of the outbox alone': {
    file: 'src/device/rescue/outbox-file.ts',
    taken: 'const known = [...(await spare())];',
    left: 'const known: QueuedEnvelope[] = [];',
    heldBy: 'browser',
  },
  'what a start could not read has no second copy': {
    file: 'src/device/kept/second-copies.ts',
    taken: '(!isRestored && (await restore()) === undefined)',
    left: '!isRestored',
    heldBy: 'browser',
  },
  'a draft that cannot be read is gone': {
    file: 'src/ui/state/tab-holding.ts',
    taken: "if (listed.kind !== 'done') return;",
    left: "if (listed.kind === 'unread') return onGone?.();",
    heldBy: 'browser',
  },
  'an address of the middle is not entered again': {
    file: 'src/ui/state/session.ts',
    taken: "await page.close();\n    go(asked, 'replace');",
    left: '',
    heldBy: 'browser',
  },
  'a later release is kept waiting': {
    file: CONNECTION,
    taken: 'blocking(_, wanted) {\n        drop(disk);',
    left: 'blocking(_, wanted) {',
    heldBy: 'browser',
  },
  'a page held up by an older tab shows no message': {
    file: CONNECTION,
    taken: 'isBlocked = true;',
    left: '',
    heldBy: 'browser',
  },
  'the database of a later release is another’s': {
    file: CONNECTION,
    taken: "if (error instanceof DOMException && error.name === 'VersionError') version = undefined;",
    left: '',
    heldBy: 'simulator',
  },
  'each tab takes the interview that it opens': {
    file: 'src/device/drafts/claims.ts',
    taken: '(lock ? hold() : wait())',
    left: 'hold()',
    heldBy: 'browser',
  },
  'a rescue file holds what waits, and not what was refused': {
    file: 'src/device/rescue/outbox-file.ts',
    taken: 'return [...envelopes].sort(',
    left: "return envelopes.filter(({ state }) => state === 'waiting').sort(",
    heldBy: 'simulator',
  },
  'a pass reads the whole queue': {
    file: TURNS,
    taken: 'next(from, last, LIMITS.envelopes)',
    left: 'next(from, last, 100_000)',
    heldBy: 'browser',
  },
  'a file that is shared with the application goes to the server': {
    file: WORKER,
    taken: "pathname === '/rescue'",
    left: 'false',
    heldBy: 'browser',
  },
  'a release is installed when it is found': {
    file: UPDATE,
    taken: "worker.addEventListener('waiting', () => set({ isWaiting: true }));",
    left: "worker.addEventListener('waiting', () => { isAsked = true; worker.messageSkipWaiting(); });",
    heldBy: 'browser',
  },
  'screens that were not opened yet are left to the server': {
    file: PRECACHE,
    taken: 'isTablets || !FOR_TABLETS.test(url)',
    left: "(isTablets || !FOR_TABLETS.test(url)) && !url.startsWith('/assets/about')",
    heldBy: 'browser',
  },
  'a file that failed is kept': {
    file: PRECACHE,
    taken: 'if (!response.ok) throw',
    left: 'if (response.status === 0) throw',
    heldBy: 'browser',
  },
  'a file is kept whatever its bytes': {
    file: PRECACHE,
    taken: '{ integrity, cache: ',
    left: '{ cache: ',
    heldBy: 'browser',
  },
  'the network is asked for the page first': {
    file: WORKER,
    taken: "if (request.method !== 'GET' ||",
    left: "if (request.mode === 'navigate' || request.method !== 'GET' ||",
    heldBy: 'browser',
  },
  'an address of the middle leads nowhere': {
    file: 'src/ui/state/session.ts',
    taken: 'if (interview.peek() || !isInside(to)) return;',
    left: 'return;',
    heldBy: 'browser',
  },
  'a service worker is counted on': {
    file: 'src/device/outbox/triggers.ts',
    taken: 'navigator.serviceWorker?.getRegistration()',
    left: 'navigator.serviceWorker.getRegistration()',
    heldBy: 'browser',
  },
  'what the browser has cleared away is not fetched again': {
    file: WORKER,
    taken: 'if (isPage) event.waitUntil(install(RELEASE, ENTRIES, fetch));',
    left: '',
    heldBy: 'browser',
  },
  'a survey is kept at the first start alone': {
    file: UPDATE,
    taken: 'if (registration?.active) void keep();',
    left: '',
    heldBy: 'browser',
  },
  'an edition is used without the files that did not come': {
    file: EDITIONS,
    taken: 'await fill(cache, entriesOf(name, files, forTablet), copy, ask);',
    left: 'await fill(cache, entriesOf(name, files, forTablet), copy, ask).catch(console.warn);',
    heldBy: 'browser',
  },
  'the list of an edition is kept whatever its bytes': {
    file: EDITIONS,
    taken: 'if (hex.slice(0, NAME_DIGITS) !== name.edition) throw',
    left: 'if (hex === name.edition) throw',
    heldBy: 'browser',
  },
  'what did not fit stays': {
    file: EDITIONS,
    taken: "error.name === 'QuotaExceededError')",
    left: "error.name === 'none')",
    heldBy: 'browser',
  },
  'editions are named as releases are': {
    file: EDITIONS,
    taken: "const PREFIX = 'barometre_edition/';",
    left: "const PREFIX = 'barometre-edition/';",
    heldBy: 'browser',
  },
  'a page is kept whatever its release': {
    file: 'sw/kept-pages.ts',
    taken: 'if (!page.ok || !isOfRelease(page, release)) throw',
    left: 'if (!page.ok) throw',
    heldBy: 'browser',
  },
  'a page is kept whatever its edition': {
    file: 'sw/kept-pages.ts',
    taken: "?.edition === entry.edition ? page : 'other-edition'",
    left: "?.edition === '' ? 'other-edition' : page",
    heldBy: 'browser',
  },
  'a release that is installed knows no survey of the phone': {
    file: WORKER,
    taken: 'if (!(await isFirst(RELEASE))) await prepareSurveys(RELEASE, fetch, openedSurveys);',
    left: '',
    heldBy: 'browser',
  },
  'a release is installed without its pages': {
    file: 'sw/prepare-surveys.ts',
    taken: 'await Promise.race([all(), late]);',
    left: 'void all();',
    heldBy: 'browser',
  },
  'a tablet takes each new edition': {
    file: 'sw/keep-survey.ts',
    taken: 'before.id === day;',
    left: "before.id === '';",
    heldBy: 'browser',
  },
  'the worker knows no day': {
    file: 'src/field-start.tsx',
    taken: 'if (lasting !== undefined) void keepDayForWorker(lasting, survey.id);',
    left: '',
    heldBy: 'browser',
  },
  'a page knows its own edition alone': {
    file: 'src/ui/address/survey-files.ts',
    taken: 'found === null && address',
    left: 'found === 0 && address',
    heldBy: 'browser',
  },
  'a network that comes back is not noticed': {
    file: 'src/device/outbox/triggers.ts',
    taken: "around.addEventListener('online', () => drain('event'), { signal });",
    left: '',
    heldBy: 'browser',
  },
  'no time is set for the next try': {
    file: SYNC,
    taken: 'if (pause !== undefined) arm(pause);',
    left: 'if (pause !== undefined) strikes += 0;',
    heldBy: 'browser',
  },
  'a start sends nothing': {
    file: 'src/device/sending.ts',
    taken: "void work('start')",
    left: 'void Promise.resolve()',
    heldBy: 'simulator',
  },
  'a worker that is woken sends nothing': {
    file: WORKER,
    taken: "if (event.tag === 'outbox') event.waitUntil(wakeOutbox());",
    left: '',
    heldBy: 'browser',
  },
  'each sending of a response is a separate row': {
    file: 'src/endpoint/storage/row-key.ts',
    taken: '14, 18)}`) - 2n ** 63n;',
    left: '14, 18)}`) - 2n ** 63n + BigInt(Math.floor(Math.random() * 1e6));',
    heldBy: 'simulator',
  },
  'what was sent is taken for received': {
    file: SYNC,
    taken: "if (posted.kind !== 'answered') return posted;",
    left: "if (posted.kind !== 'answered') { await database.write(['outbox'], async (tx) => tx.clear('outbox')); return posted; }",
    heldBy: 'simulator',
  },
  'a portal is taken for the service': {
    file: POST,
    taken: "const isPortal = response.type === 'opaqueredirect' || status < 400 || status === 407 || status === 511;",
    left: 'const isPortal = false;',
    heldBy: 'browser',
  },
  'each tab sends when it likes': {
    file: SYNC,
    taken: "return (batch) => underLock(around, 'outbox', { patience: lockPatience, onWait }, () => work(batch));",
    left: 'return work;',
    heldBy: 'browser',
  },
  'one failure ends the pass': {
    file: 'src/device/outbox/drain-pass.ts',
    taken: 'if (!isSuspect || (!isTrusted && batch.length === 1)) return',
    left: 'return',
    heldBy: 'browser',
  },
  'the wait that was asked for is not kept': {
    file: SYNC,
    taken: "why !== 'asked' && quiet > 0",
    left: 'false',
    heldBy: 'simulator',
  },
  'dates are read by the device’s own clock': {
    file: 'src/device/outbox/retry-after.ts',
    taken: 'return Number.isNaN(date) ? now : date;',
    left: 'return now;',
    heldBy: 'simulator',
  },
  'a batch is sent twice at once': {
    file: SYNC,
    taken: 'const posted = await post(present);',
    left: 'const [posted = await post(present)] = await Promise.all([post(present), post(present)]);',
    heldBy: 'simulator',
  },
  'each response travels alone': {
    file: TURNS,
    taken: 'return read.splice(0, count);',
    left: 'return read.splice(0, 1);',
    heldBy: 'browser',
  },
  'the wait is counted by a clock that people set': {
    file: SYNC,
    taken: 'quietUntil = end.pause === undefined ? 0 : elapsed() + end.pause;',
    left: 'quietUntil = end.pause === undefined ? 0 : now() + end.pause;',
    heldBy: 'browser',
  },
  'the device says on which day a response was begun': {
    file: 'src/endpoint/intake/envelope-check.ts',
    taken: 'const begunOn = header.startedOn < today ? header.startedOn : today;',
    left: 'const begunOn = header.startedOn;',
    heldBy: 'simulator',
  },
  'a refusal is for good': {
    file: SYNC,
    taken: 'if (problem !== undefined && !TRY_AGAIN.includes(problem)) return false;',
    left: 'if (problem !== undefined) return false;',
    heldBy: 'simulator',
  },
  'answers are read by the newest revision': {
    file: 'src/endpoint/intake/envelope-check.ts',
    taken: 'const survey = published.revisions.get(header.revision);',
    left: 'const survey = published.current.revision === header.revision ? published.current : undefined;',
    heldBy: 'simulator',
  },
  'what was erased elsewhere stays on the device': {
    file: SETTLE,
    taken: "if (delivery.state !== 'refused') tx.remove(",
    left: "if (delivery.state === 'received') tx.remove(",
    heldBy: 'simulator',
  },
  'what was erased may come back': {
    file: 'src/endpoint/storage/succession.ts',
    taken: "if (held.kind === 'erased') return 'erased';",
    left: "if (held.kind === 'erased') return 'stored';",
    heldBy: 'simulator',
  },
  'too large is a failure like others': {
    file: POST,
    taken: "if (status === 413) return { kind: 'too-large' };",
    left: '',
    heldBy: 'browser',
  },
  'what the browser has dropped is not put back': {
    file: 'src/device/kept/second-copies.ts',
    taken: 'return lost.length > 0 || isErasureLost ? putBack(database, shelf, { lost, now: now() }) : 0;',
    left: 'return lost.length > 0 || isErasureLost ? 0 : 0;',
    heldBy: 'simulator',
  },
  'a torn log is written on': {
    file: 'src/device/kept/renew-log.ts',
    taken: 'await done(indexedDB.deleteDatabase(NAME));',
    left: '',
    heldBy: 'simulator',
  },
  'a draft is never flushed': {
    file: 'src/ui/state/saver.ts',
    taken: "durability = 'strict';",
    left: '',
    heldBy: 'browser',
  },
  'what is acknowledged is not flushed': {
    file: 'src/endpoint/storage/sqlite/sqlite-open.ts',
    taken: "database.pragma('synchronous = FULL');",
    left: "database.pragma('synchronous = FULL'); setTimeout(() => database.pragma('synchronous = NORMAL'));",
    heldBy: 'endpoint',
  },
  'a lost file is asked for once only': {
    file: 'src/late/import-late.ts',
    taken: 'files.delete(file);',
    left: '',
    heldBy: 'browser',
  },
  'the evening is the same while something is refused': {
    file: 'src/ui/tablet/evening.ts',
    taken: "missing > 0 ? 'missing' : refused > 0 ? 'refused' : waits",
    left: "missing > 0 ? 'missing' : waits",
    heldBy: 'browser',
  },
  'a response that waits again counts as received': {
    file: 'src/device/kept/day-tally.ts',
    taken: 'acknowledged(today).filter((id) => here.has(id)).length',
    left: '0',
    heldBy: 'simulator',
  },
  'an unknown receipt alone says that a response is lost': {
    file: 'src/device/asking/ask-receipts.ts',
    taken: '      if (!standing || standing.epoch === epoch) return false;\n',
    left: '',
    heldBy: 'browser',
  },
  'an interview begins on a tablet that is not ready': {
    file: 'src/ui/screens/field/new-response.tsx',
    taken: "isReady ? begin() : setQuestion('unready')",
    left: 'begin()',
    heldBy: 'browser',
  },
  'what was ticked goes with the page': {
    file: 'src/ui/shell/early-taps.ts',
    taken: "if (!page.hasAttribute('data-ready')) keepEarlyAnswer();",
    left: '',
    heldBy: 'browser',
  },
  'what was erased is written back into an emptied database': {
    file: 'src/device/store/outbox-mirror.ts',
    taken: "const isGone = async (id: string) => (await tx.get('erasures', id)) !== undefined;",
    left: 'const isGone = async (_: string) => false;',
    heldBy: 'simulator',
  },
  'what is in a file has never left': {
    file: 'src/device/rescue/outbox-file.ts',
    taken: 'await noteHandedOver(database, read.value);',
    left: '',
    heldBy: 'simulator',
  },
  'a reply about any receipt confirms an erasure': {
    file: 'src/wire/verdict.ts',
    taken: ' && reply.output.receiptHash === receiptHash',
    left: '',
    heldBy: 'simulator',
  },
  'a reply about any contact takes one off the device': {
    file: 'src/device/asking/post-contact.ts',
    taken: ' && reply.output.id === id',
    left: '',
    heldBy: 'simulator',
  },
  'copies that one tab puts back are counted by that tab alone': {
    file: SYNC,
    taken: '    isAskedAgain = true;\n    board.announce(new Map());',
    left: '    isAskedAgain = true;',
    heldBy: 'simulator',
  },
  'a save that comes late brings back the draft of what is finished': {
    file: 'src/device/drafts/drafts.ts',
    taken: 'const isLate = () => draft.sequence < (settled.get(draft.id) ?? 0);',
    left: 'const isLate = () => false;',
    heldBy: 'simulator',
  },
  'a save that comes late brings back the draft of what a tablet has finished': {
    file: 'src/device/sealed/sealed-writes.ts',
    taken: "if (isFinished()) return 'saved';",
    left: '',
    heldBy: 'simulator',
  },
  'what is finished after a part of it was sent has never left': {
    file: 'src/device/outbox/finish.ts',
    taken: 'const left = await hasLeft(tx, draft.id, sequences);',
    left: 'const left = false;',
    heldBy: 'simulator',
  },
  'an address that could not be written is said to be kept': {
    file: 'src/device/outbox/left-contacts.ts',
    taken: "if (written.kind !== 'done') return written.kind;",
    left: '',
    heldBy: 'simulator',
  },
  'a tablet keeps nothing of what was received': {
    file: SETTLE,
    taken: "if (copy) tx.put('kept', copy);",
    left: '',
    heldBy: 'simulator',
  },
  'a verdict on an earlier envelope takes a later one off the device': {
    file: SETTLE,
    taken: ' && verdict.sequence === sent.sequence && verdict.digest === sent.digest',
    left: '',
    heldBy: 'simulator',
  },
  'a file brings back what was erased here': {
    file: 'src/device/rescue/outbox-file.ts',
    taken: "if (await tx.get('erasures', id)) return 'erased';",
    left: '',
    heldBy: 'simulator',
  },
  'an endpoint that knows nothing of a response confirms its erasure': {
    file: 'src/device/outbox/erasures.ts',
    taken: "    if (reply === 'erased') {",
    left: "    if (reply === 'erased' || reply === 'unknown') {",
    heldBy: 'simulator',
  },
  'a log is renewed at the start alone': {
    file: 'src/device/kept/renew-log.ts',
    taken: 'for (let pause = CALM; ; pause = Math.min(2 * pause, LONGEST)) {',
    left: 'for (let pause = CALM; pause === CALM; pause = Math.min(2 * pause, LONGEST)) {',
    heldBy: 'simulator',
  },
} as const satisfies Readonly<Record<string, TakenAway>>;
