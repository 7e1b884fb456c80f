/** One remedy against a fault, taken away: `left` stands where `taken` stood in the file, and what the key says is so. */
export interface TakenAway {
  readonly file: string;
  /** Once in the file. */
  readonly taken: string;
  readonly left: string;
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
  },
  'a page that goes saves nothing any more': {
    file: INTERVIEW,
    taken: 'if (hasDraft()) void saver.flush();',
    left: '',
  },
  'a text is saved when the question is left': {
    file: INTERVIEW,
    taken: 'if (!outcome.peek()) saver[',
    left: "if (!outcome.peek() && how !== 'typing') saver[",
  },
  'what is finished may be finished again': {
    file: 'src/ui/screens/check/check.tsx',
    taken: 'const done = interview.outcome.value !== undefined && !interview.changedSince.value;',
    left: 'const done = false;',
  },
  'the draft goes in a transaction of its own': {
    file: 'src/device/outbox/finish.ts',
    taken: "tx.remove('drafts', draft.id);",
    left: "void database.write(['drafts'], async (other) => other.remove('drafts', draft.id));",
  },
  'saved is said before the commit': {
    file: 'src/device/store/transact.ts',
    taken: 'if (!ended.committed) throw ended.reason;',
    left: '',
  },
  'a full device keeps what it cannot copy': {
    file: SETTLE,
    taken: "if (written.kind !== 'full') return written;",
    left: 'return written;',
  },
  'a full disk is any failure': {
    file: 'src/device/store/storage-failure.ts',
    taken: "return { kind: 'full', isDead: true };",
    left: "return { kind: 'unavailable', isDead: true };",
  },
  'a full disk is forgotten once its database does not open': {
    file: 'src/device/store/disk-store.ts',
    taken: "isFull = failure.kind === 'full' || (isFull && !disk);",
    left: "isFull = failure.kind === 'full';",
  },
  'a page that is left keeps its transactions': {
    file: CONNECTION,
    taken: 'abortAll();',
    left: '',
  },
  'the wait for the second copies ends with an error when the page is left': {
    file: 'src/device/kept/second-copies.ts',
    taken: "if (why === 'AbortError') return begun ?? ask();",
    left: '',
  },
  'the wait for an interview ends with an error when the page is left': {
    file: 'src/device/drafts/claims.ts',
    taken: "error.name === 'AbortError') waitUntilFree();",
    left: "error.name === 'AbortError') throw error;",
  },
  'a dead connection is kept': {
    file: CONNECTION,
    taken: 'if (live === dead) live = undefined;',
    left: '',
  },
  'an emptied database stays empty': {
    file: CONNECTION,
    taken: 'if (hasOpened) events.onEmptied?.();',
    left: '',
  },
  'the database is waited for as long as it takes': {
    file: CONNECTION,
    taken: 'return await Promise.race([attempt(), late]);',
    left: 'return await attempt();',
  },
  'storage that is forbidden is waited for': {
    file: 'src/device/store/until-open.ts',
    taken: "const FORBIDDEN = ['SecurityError', ",
    left: 'const FORBIDDEN = [',
  },
  'a tablet wipes what it was not told of': {
    file: 'src/device/tablet/wipe.ts',
    taken: "if (!isAmong(await holdings(tx), named)) return 'others-here' as const;",
    left: "if (!isAmong(await holdings(tx), named) && Date.now() < 0) return 'others-here' as const;",
  },
  'a tablet wipes what replaces its storage': {
    file: 'src/device/tablet/wipe.ts',
    taken: "if (database.keeps !== 'disk' && database.keeps !== 'memory') return 'unavailable';",
    left: '',
  },
  'keys taken meanwhile replace those that were pinned': {
    file: 'src/device/store/until-open.ts',
    taken: "if (!(await to.get('seals', seal.survey))) to.put(",
    left: 'to.put(',
  },
  'what people wrote is not moved': {
    file: 'src/device/store/until-open.ts',
    taken: 'if (!JOINED.includes(store)) for',
    left: "if (![...JOINED, 'verbatims'].includes(store)) for",
  },
  'what was not read has never left': {
    file: 'src/device/outbox/erasures.ts',
    taken: ' || (await isUnknown(database, tx, id))',
    left: '',
  },
  'a file is made of the outbox alone': {
    file: 'src/device/rescue/outbox-file.ts',
    taken: 'const known = [...(await spare())];',
    left: 'const known: QueuedEnvelope[] = [];',
  },
  'what a start could not read has no second copy': {
    file: 'src/device/kept/second-copies.ts',
    taken: '(!isRestored && (await restore()) === undefined)',
    left: '!isRestored',
  },
  'a draft that cannot be read is gone': {
    file: 'src/ui/state/tab-holding.ts',
    taken: "if (listed.kind !== 'done') return;",
    left: "if (listed.kind === 'unread') return onGone?.();",
  },
  'an address of the middle is not entered again': {
    file: 'src/ui/state/session.ts',
    taken: "await page.close();\n    go(asked, 'replace');",
    left: '',
  },
  'a later release is kept waiting': {
    file: CONNECTION,
    taken: 'blocking(_, wanted) {\n        drop(disk);',
    left: 'blocking(_, wanted) {',
  },
  'whoever waits for an older tab is not told': {
    file: CONNECTION,
    taken: 'isBlocked = true;',
    left: '',
  },
  'the database of a later release is another’s': {
    file: CONNECTION,
    taken: "if (error instanceof DOMException && error.name === 'VersionError') version = undefined;",
    left: '',
  },
  'each tab takes the interview that it opens': {
    file: 'src/device/drafts/claims.ts',
    taken: '(lock ? hold() : wait())',
    left: 'hold()',
  },
  'a rescue file holds what waits, and not what was refused': {
    file: 'src/device/rescue/outbox-file.ts',
    taken: 'return [...envelopes].sort(',
    left: "return envelopes.filter(({ state }) => state === 'waiting').sort(",
  },
  'a pass reads the whole queue': {
    file: TURNS,
    taken: 'next(from, last, LIMITS.envelopes)',
    left: 'next(from, last, 100_000)',
  },
  'a file that is shared with the application goes to the server': {
    file: WORKER,
    taken: "pathname === '/rescue'",
    left: 'false',
  },
  'a release is installed when it is found': {
    file: UPDATE,
    taken: "worker.addEventListener('waiting', () => set({ isWaiting: true }));",
    left: "worker.addEventListener('waiting', () => { isAsked = true; worker.messageSkipWaiting(); });",
  },
  'screens that were not opened yet are left to the server': {
    file: PRECACHE,
    taken: 'isTablets || !FOR_TABLETS.test(url)',
    left: "(isTablets || !FOR_TABLETS.test(url)) && !url.startsWith('/assets/about')",
  },
  'a file that failed is kept': {
    file: PRECACHE,
    taken: 'if (!response.ok) throw',
    left: 'if (response.status === 0) throw',
  },
  'a file is kept whatever its bytes': {
    file: PRECACHE,
    taken: '{ integrity, cache: ',
    left: '{ cache: ',
  },
  'the network is asked for the page first': {
    file: WORKER,
    taken: "if (request.method !== 'GET' ||",
    left: "if (request.mode === 'navigate' || request.method !== 'GET' ||",
  },
  'an address of the middle leads nowhere': {
    file: 'src/ui/state/session.ts',
    taken: 'if (interview.peek() || !isInside(to)) return;',
    left: 'return;',
  },
  'a service worker is counted on': {
    file: 'src/device/outbox/triggers.ts',
    taken: 'navigator.serviceWorker?.getRegistration()',
    left: 'navigator.serviceWorker.getRegistration()',
  },
  'what the browser has cleared away is not fetched again': {
    file: WORKER,
    taken: 'if (isPage) event.waitUntil(install(RELEASE, ENTRIES, fetch));',
    left: '',
  },
  'a survey is kept at the first start alone': {
    file: UPDATE,
    taken: 'if (registration?.active) void keep();',
    left: '',
  },
  'an edition is used without the files that did not come': {
    file: EDITIONS,
    taken: 'await fill(cache, entriesOf(name, files, forTablet), copy, ask);',
    left: 'await fill(cache, entriesOf(name, files, forTablet), copy, ask).catch(console.warn);',
  },
  'the list of an edition is kept whatever its bytes': {
    file: EDITIONS,
    taken: 'if (hex.slice(0, NAME_DIGITS) !== name.edition) throw',
    left: 'if (hex === name.edition) throw',
  },
  'what did not fit stays': {
    file: EDITIONS,
    taken: "error.name === 'QuotaExceededError')",
    left: "error.name === 'none')",
  },
  'editions are named as releases are': {
    file: EDITIONS,
    taken: "const PREFIX = 'barometre_edition/';",
    left: "const PREFIX = 'barometre-edition/';",
  },
  'a page is kept whatever its release': {
    file: 'sw/kept-pages.ts',
    taken: 'if (!page.ok || !isOfRelease(page, release)) throw',
    left: 'if (!page.ok) throw',
  },
  'a page is kept whatever its edition': {
    file: 'sw/kept-pages.ts',
    taken: "?.edition === entry.edition ? page : 'other-edition'",
    left: "?.edition === '' ? 'other-edition' : page",
  },
  'a release that is installed knows no survey of the phone': {
    file: WORKER,
    taken: 'if (!(await isFirst(RELEASE))) await prepareSurveys(RELEASE, fetch, openedSurveys);',
    left: '',
  },
  'a release is installed without its pages': {
    file: 'sw/prepare-surveys.ts',
    taken: 'await Promise.race([all(), late]);',
    left: 'void all();',
  },
  'a tablet takes each new edition': {
    file: 'sw/keep-survey.ts',
    taken: 'before.id === day;',
    left: "before.id === '';",
  },
  'the worker knows no day': {
    file: 'src/field-start.tsx',
    taken: 'if (lasting !== undefined) void keepDayForWorker(lasting, survey.id);',
    left: '',
  },
  'a page knows its own edition alone': {
    file: 'src/ui/address/survey-files.ts',
    taken: 'found === null && address',
    left: 'found === 0 && address',
  },
  'a network that comes back is not noticed': {
    file: 'src/device/outbox/triggers.ts',
    taken: "around.addEventListener('online', () => drain('event'), { signal });",
    left: '',
  },
  'no time is set for the next try': {
    file: SYNC,
    taken: 'if (pause !== undefined) arm(pause);',
    left: 'if (pause !== undefined) strikes += 0;',
  },
  'a start sends nothing': {
    file: 'src/device/sending.ts',
    taken: "void work('start')",
    left: 'void Promise.resolve()',
  },
  'a worker that is woken sends nothing': {
    file: WORKER,
    taken: "if (event.tag === 'outbox') event.waitUntil(wakeOutbox());",
    left: '',
  },
  'each sending of a response is a row of its own': {
    file: 'src/endpoint/storage/row-key.ts',
    taken: '14, 18)}`) - 2n ** 63n;',
    left: '14, 18)}`) - 2n ** 63n + BigInt(Math.floor(Math.random() * 1e6));',
  },
  'what was sent is taken for received': {
    file: SYNC,
    taken: "if (posted.kind !== 'answered') return posted;",
    left: "if (posted.kind !== 'answered') { await database.write(['outbox'], async (tx) => tx.clear('outbox')); return posted; }",
  },
  'a portal is taken for the service': {
    file: POST,
    taken: "const isPortal = response.type === 'opaqueredirect' || status < 400 || status === 407 || status === 511;",
    left: 'const isPortal = false;',
  },
  'each tab sends when it likes': {
    file: SYNC,
    taken: "return (batch) => underLock(around, 'outbox', { patience: lockPatience, onWait }, () => work(batch));",
    left: 'return work;',
  },
  'one failure ends the pass': {
    file: 'src/device/outbox/drain-pass.ts',
    taken: 'if (!isSuspect || (!isTrusted && batch.length === 1)) return',
    left: 'return',
  },
  'the wait that was asked for is not kept': {
    file: SYNC,
    taken: "why !== 'asked' && quiet > 0",
    left: 'false',
  },
  'dates are read by the device’s own clock': {
    file: 'src/device/outbox/retry-after.ts',
    taken: 'return Number.isNaN(date) ? now : date;',
    left: 'return now;',
  },
  'a batch is sent twice at once': {
    file: SYNC,
    taken: 'const posted = await post(present);',
    left: 'const [posted = await post(present)] = await Promise.all([post(present), post(present)]);',
  },
  'each response travels alone': {
    file: TURNS,
    taken: 'return read.splice(0, count);',
    left: 'return read.splice(0, 1);',
  },
  'the wait is counted by a clock that people set': {
    file: SYNC,
    taken: 'quietUntil = end.pause === undefined ? 0 : elapsed() + end.pause;',
    left: 'quietUntil = end.pause === undefined ? 0 : now() + end.pause;',
  },
  'the device says on which day a response was begun': {
    file: 'src/endpoint/intake/envelope-check.ts',
    taken: 'const begunOn = header.startedOn < today ? header.startedOn : today;',
    left: 'const begunOn = header.startedOn;',
  },
  'a refusal is for good': {
    file: SYNC,
    taken: 'if (problem !== undefined && !TRY_AGAIN.includes(problem)) return false;',
    left: 'if (problem !== undefined) return false;',
  },
  'answers are read by the newest revision': {
    file: 'src/endpoint/intake/envelope-check.ts',
    taken: 'const survey = published.revisions.get(header.revision);',
    left: 'const survey = published.current.revision === header.revision ? published.current : undefined;',
  },
  'what was erased elsewhere stays on the device': {
    file: SETTLE,
    taken: "if (delivery.state !== 'refused') tx.remove(",
    left: "if (delivery.state === 'received') tx.remove(",
  },
  'what was erased may come back': {
    file: 'src/endpoint/storage/succession.ts',
    taken: "if (held.kind === 'erased') return 'erased';",
    left: "if (held.kind === 'erased') return 'stored';",
  },
  'too large is a failure like others': {
    file: POST,
    taken: "if (status === 413) return { kind: 'too-large' };",
    left: '',
  },
  'what the browser has dropped is not put back': {
    file: 'src/device/kept/second-copies.ts',
    taken: 'return lost.length > 0 || isErasureLost ? putBack(database, shelf, { lost, now: now() }) : 0;',
    left: 'return lost.length > 0 || isErasureLost ? 0 : 0;',
  },
  'a torn log is written on': {
    file: 'src/device/kept/renew-log.ts',
    taken: 'await done(indexedDB.deleteDatabase(NAME));',
    left: '',
  },
  'a draft is never flushed': {
    file: 'src/ui/state/saver.ts',
    taken: "durability = 'strict';",
    left: '',
  },
  'what is acknowledged is not flushed': {
    file: 'src/endpoint/storage/sqlite/sqlite-open.ts',
    taken: "database.pragma('synchronous = FULL');",
    left: "database.pragma('synchronous = FULL'); setTimeout(() => database.pragma('synchronous = NORMAL'));",
  },
  'a lost file is asked for once only': {
    file: 'src/late/import-late.ts',
    taken: 'files.delete(file);',
    left: '',
  },
  'the evening is the same while something is refused': {
    file: 'src/ui/tablet/evening.ts',
    taken: "missing > 0 ? 'missing' : refused > 0 ? 'refused' : waits",
    left: "missing > 0 ? 'missing' : waits",
  },
  'a response that waits again counts as received': {
    file: 'src/device/kept/day-tally.ts',
    taken: 'acknowledged(today).filter((id) => here.has(id)).length',
    left: '0',
  },
  'an unknown receipt alone says that a response is lost': {
    file: 'src/device/asking/ask-receipts.ts',
    taken: '      if (!standing || standing.epoch === epoch) return false;\n',
    left: '',
  },
  'an interview begins on a tablet that is not ready': {
    file: 'src/ui/screens/field/new-response.tsx',
    taken: "isReady ? begin() : setQuestion('unready')",
    left: 'begin()',
  },
  'what was ticked goes with the page': {
    file: 'src/ui/shell/early-taps.ts',
    taken: "if (!page.hasAttribute('data-ready')) keepEarlyAnswer();",
    left: '',
  },
} as const satisfies Readonly<Record<string, TakenAway>>;
