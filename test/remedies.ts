/** A fault that follows when one remedy is removed: `left`, or nothing, replaces `taken` in the file, and the key describes the effect. */
export interface TakenAway {
  readonly file: string;
  /** Once in the file. */
  readonly taken: string;
  readonly left?: string;
  /** Who misses it: the simulator, a browser, or a test of the endpoint with its database. */
  readonly heldBy: 'simulator' | 'browser' | 'endpoint';
  /** Names the plan of `test/simulation/found` that breaks without it, where the simulator holds it. */
  readonly plan?: string;
}

const INTERVIEW = 'src/ui/state/interview.ts';
const SETTLE = 'src/device/outbox/apply-verdicts.ts';
const EXCHANGE = 'src/device/outbox/exchange.ts';

/**
 * Remedies against loss, double counting and disclosure, and no others: each literal line here taxes those who edit it. Without each of
 * them a test of the fault matrix or a stored plan fails: `node test/without-remedies.mjs` and `npm run test:long remedies` look.
 */
export const REMEDIES = {
  // Loss: what was answered or finished goes, or is never counted.
  'an answer is saved with the next one only': {
    file: INTERVIEW,
    taken: "saver[how === 'typing' ? 'afterPause' : 'soon']();",
    left: "if (how === 'typing') saver.afterPause();",
    heldBy: 'browser',
  },
  'a page that goes saves nothing any more': {
    file: INTERVIEW,
    taken: 'if (hasDraft()) void saver.flush();',
    heldBy: 'browser',
  },
  'a draft is never flushed': {
    file: 'src/ui/state/saver.ts',
    taken: "durability = 'strict';",
    heldBy: 'browser',
  },
  'saved is said before the commit': {
    file: 'src/device/store/transact.ts',
    taken: 'if (!ended.committed) throw ended.reason;',
    heldBy: 'browser',
  },
  'kept surveys take the room of an answer': {
    file: 'src/device/room.ts',
    taken: 'return hasDropped ? write(stores, ...asked) : written;',
    left: 'return written;',
    heldBy: 'browser',
  },
  'a dead connection is kept': {
    file: 'src/device/store/connection.ts',
    taken: 'if (live === dead) live = undefined;',
    heldBy: 'browser',
  },
  'each tab takes the interview that it opens': {
    file: 'src/device/drafts/claims.ts',
    taken: '(lock ? hold() : wait())',
    left: 'hold()',
    heldBy: 'browser',
  },
  'a power cut takes what was finished': {
    file: 'src/device/outbox/finish.ts',
    taken: "    'strict',\n",
    heldBy: 'simulator',
    plan: 'finished-before-a-power-cut',
  },
  'a power cut takes what a tablet has finished': {
    file: 'src/device/sealed/sealed-writes.ts',
    taken: "    'strict',\n",
    heldBy: 'simulator',
    plan: 'sealed-before-a-power-cut',
  },
  'what the browser has dropped is not put back': {
    file: 'src/device/kept/second-copies.ts',
    taken: 'return isWhole ? NOTHING : putBack(',
    left: 'return true ? NOTHING : putBack(',
    heldBy: 'simulator',
    plan: 'taps-sealed-side-by-side',
  },
  'the older copy goes before the newer one is there': {
    file: 'src/device/kept/second-copies.ts',
    taken: '    await putJson(shelf, copyPath(copy.envelope), copy);',
    left: '    for (const path of copied) if (path.includes(copy.envelope.id)) await shelf.delete(path);\n    await putJson(shelf, copyPath(copy.envelope), copy);',
    heldBy: 'simulator',
    plan: 'killed-between-two-copies',
  },
  'a torn log is written on': {
    file: 'src/device/kept/renew-log.ts',
    taken: 'await done(indexedDB.deleteDatabase(NAME));',
    heldBy: 'simulator',
    plan: 'log-renewed-too-early',
  },
  'what people wrote is not moved': {
    file: 'src/device/store/until-open.ts',
    taken: 'if (!JOINED.includes(store)) for',
    left: "if (![...JOINED, 'verbatims'].includes(store)) for",
    heldBy: 'browser',
  },
  'what is given while the memory moves to the disk goes to the memory': {
    file: 'src/device/store/until-open.ts',
    taken: 'use(moving);\n    isMoving = (await moving) === disk;',
    left: 'isMoving = (await moving) === disk;\n    use(moving);',
    heldBy: 'simulator',
    plan: 'given-while-the-memory-moves',
  },
  'a tablet wipes what it was not told of': {
    file: 'src/device/tablet/wipe.ts',
    taken: "if (!isAmong(await holdings(tx), named)) return 'others-here' as const;",
    left: "if (!isAmong(await holdings(tx), named) && Date.now() < 0) return 'others-here' as const;",
    heldBy: 'simulator',
    plan: 'wiped-while-an-interview-began',
  },
  'a wipe removes the second copies of what it does not name': {
    file: 'src/device/kept/removed-copies.ts',
    taken: 'if (Number(sequence) <= (last.get(id) ?? 0)) await shelf.delete(path);',
    left: 'await shelf.delete(path);',
    heldBy: 'simulator',
    plan: 'wiped-beside-what-it-does-not-name',
  },
  'a survey of which responses wait can be deleted': {
    file: 'src/device/drafts/count-unsent.ts',
    taken: '...queued]',
    left: ']',
    heldBy: 'simulator',
    plan: 'counted-with-waiting',
  },
  'a rescue file holds what waits, and not what was refused': {
    file: 'src/device/rescue/outbox-file.ts',
    taken: 'return [...envelopes].sort(',
    left: "return envelopes.filter(({ state }) => state === 'waiting').sort(",
    heldBy: 'simulator',
    plan: 'copied-among-many-writes',
  },
  'a shared file goes before its responses are on the disk': {
    file: 'src/ui/screens/rescue/waiting-shares.ts',
    taken: "if (outcome.kind === 'imported' && outcome.elsewhere === 0 && device.keeps === 'disk') await dropShare(",
    left: 'await dropShare(',
    heldBy: 'simulator',
    plan: 'shared-before-the-disk',
  },
  'what was sent is taken for received': {
    file: EXCHANGE,
    taken: "if (posted.kind !== 'answered') return posted;",
    left: "if (posted.kind !== 'answered') { await database.write(['outbox'], async (tx) => tx.clear('outbox')); return posted; }",
    heldBy: 'simulator',
    plan: 'sent-from-a-full-disk',
  },
  'the next try is not set': {
    file: 'src/device/outbox/sync.ts',
    taken: 'if (nextTry !== undefined) alarm.set(',
    left: 'if (nextTry !== undefined && end.obstacle === undefined) alarm.set(',
    heldBy: 'browser',
  },
  'the second try of a dead connection is not flushed': {
    file: 'src/device/store/disk-store.ts',
    taken: 'return isWorthAnother ? run(mode, stores, work, durability, false)',
    left: "return isWorthAnother ? run(mode, stores, work, 'relaxed', false)",
    heldBy: 'simulator',
    plan: 'finished-on-a-dead-connection',
  },
  'what another tab has left waits for ever': {
    file: 'src/device/outbox/sync.ts',
    taken: 'if (waiting > 0 && !running && !alarm.ringsWithin(LONGEST_PAUSE)) alarm.set(LONGEST_PAUSE);',
    heldBy: 'simulator',
    plan: 'left-after-an-earlier-pause',
  },
  'a refusal is for good': {
    file: 'src/device/outbox/sync.ts',
    taken: 'if (problem !== undefined && !TRY_AGAIN.includes(problem)) return false;',
    left: 'if (problem !== undefined) return false;',
    heldBy: 'simulator',
    plan: 'refused-before-late-storage',
  },
  'a verdict on an earlier envelope takes a later one off the device': {
    file: SETTLE,
    taken: ' && verdict.sequence === sent.sequence && verdict.digest === sent.digest',
    heldBy: 'simulator',
    plan: 'verdict-on-an-earlier-envelope',
  },
  'a tab that took an interview over gives the number of a part again': {
    file: 'src/device/outbox/finish.ts',
    taken: 'Math.max(draft.sequence, await lastSequenceOf(tx, draft.id))',
    left: 'draft.sequence',
    heldBy: 'browser',
  },
  'a part counts before the complete response of a lower number': {
    file: 'src/endpoint/storage/succession.ts',
    taken: "  if (held.status !== envelope.status) return envelope.status === 'complete' ? 'stored' : 'superseded';",
    left: "  if (held.status === 'complete' && envelope.status === 'partial') return 'superseded';",
    heldBy: 'simulator',
    plan: 'in-a-file-and-left-as-a-later-part',
  },
  'answers are read by the newest revision': {
    file: 'src/endpoint/intake/envelope-check.ts',
    taken: 'const survey = published.revisions.get(header.revision);',
    left: 'const survey = published.current.revision === header.revision ? published.current : undefined;',
    heldBy: 'simulator',
    plan: 'answered-before-a-revision',
  },
  'what is acknowledged is not flushed': {
    file: 'src/endpoint/storage/sqlite/sqlite-open.ts',
    taken: "database.pragma('synchronous = FULL');",
    left: "database.pragma('synchronous = FULL'); setTimeout(() => database.pragma('synchronous = NORMAL'));",
    heldBy: 'endpoint',
  },
  'a tablet keeps nothing of what was received': {
    file: SETTLE,
    taken: "if (copy) tx.put('kept', copy);",
    heldBy: 'simulator',
    plan: 'received-and-kept',
  },

  // Double counting.
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
    plan: 'finished-beside-its-draft',
  },
  'a save that comes late brings back the draft of what is finished': {
    file: 'src/device/drafts/drafts.ts',
    taken: 'const isLate = () => draft.sequence < (settled.get(draft.id) ?? 0);',
    left: 'const isLate = () => false;',
    heldBy: 'simulator',
    plan: 'saved-after-finishing',
  },
  'each tab sends when it likes': {
    file: EXCHANGE,
    taken: "return (batch) => underLock(around, 'outbox', { patience: lockPatience, onWait }, () => work(batch));",
    left: 'return work;',
    heldBy: 'browser',
  },
  'each sending of a response is a separate row': {
    file: 'src/endpoint/storage/row-key.ts',
    taken: '14, 18)}`) - 2n ** 63n;',
    left: '14, 18)}`) - 2n ** 63n + BigInt(Math.floor(Math.random() * 1e6));',
    heldBy: 'simulator',
    plan: 'numbered-twice',
  },

  // Disclosure: what was erased, wiped or taken back stays or comes back, or is said to be gone; or others can read it.
  'keys taken meanwhile replace those that were pinned': {
    file: 'src/device/store/until-open.ts',
    taken: "if (!(await to.get('seals', seal.survey))) to.put(",
    left: 'to.put(',
    heldBy: 'browser',
  },
  'what was erased may come back': {
    file: 'src/endpoint/storage/succession.ts',
    taken: "if (held.kind === 'erased') return 'erased';",
    left: "if (held.kind === 'erased') return 'stored';",
    heldBy: 'simulator',
    plan: 'erased-and-sent-again',
  },
  'what was erased elsewhere stays on the device': {
    file: SETTLE,
    taken: "if (delivery.state !== 'refused') tx.remove(",
    left: "if (delivery.state === 'received') tx.remove(",
    heldBy: 'simulator',
    plan: 'erased-elsewhere',
  },
  'an earlier sending brings its texts back': {
    file: 'src/endpoint/storage/sqlite/sqlite-write-statements.ts',
    taken: "if (outcome !== 'stored') return outcome;",
    left: "if (outcome === 'conflict') return outcome;\n    if (outcome !== 'stored') replaceTexts(texts, textKeys ?? []);\n    if (outcome !== 'stored') return outcome;",
    heldBy: 'simulator',
    plan: 'texts-of-an-earlier-sending',
  },
  'a power cut brings back what was erased': {
    file: 'src/device/outbox/erasures.ts',
    taken: "database.write(ALL, work, 'strict')",
    left: 'database.write(ALL, work)',
    heldBy: 'simulator',
    plan: 'erased-before-a-power-cut',
  },
  'a power cut brings back what was wiped': {
    file: 'src/device/tablet/wipe.ts',
    taken: "      'strict',\n",
    heldBy: 'simulator',
    plan: 'wiped-before-a-power-cut',
  },
  'a power cut brings back the draft of a person who has left': {
    file: 'src/device/sealed/left-interviews.ts',
    taken: "isResumable ? 'relaxed' : 'strict'",
    left: "'relaxed'",
    heldBy: 'simulator',
    plan: 'left-before-a-power-cut',
  },
  'a power cut brings back an address that was taken back': {
    file: 'src/device/outbox/left-contacts.ts',
    taken: "tx.remove('contacts', id), 'strict')",
    left: "tx.remove('contacts', id))",
    heldBy: 'simulator',
    plan: 'taken-back-before-a-power-cut',
  },
  'what was erased waits again once the storage has opened': {
    file: 'src/device/store/until-open.ts',
    taken: "if (await to.get('erasures', id)) to.remove(",
    left: 'if (from === to) to.remove(',
    heldBy: 'browser',
  },
  'what was copied while it was erased comes back with an emptied storage': {
    file: 'src/device/kept/second-copies.ts',
    taken: 'if (isErased && (gone.responses || gone.wiped)) await onShelf((shelf) => removeCopies(shelf, gone));',
    heldBy: 'simulator',
    plan: 'copied-while-erased',
  },
  'a file brings back what was erased here': {
    file: 'src/device/rescue/outbox-file.ts',
    taken: "if (erased.has(id) || (await tx.get('erasures', id))) return 'erased';",
    heldBy: 'simulator',
    plan: 'erased-and-in-a-file',
  },
  'what is in a file has never left': {
    file: 'src/device/rescue/outbox-file.ts',
    taken: "if (database.keeps === 'disk') tx.remove('unsent', id);",
    left: "if (database.keeps === 'disk') continue;",
    heldBy: 'simulator',
    plan: 'in-a-file-and-discarded',
  },
  'what was sent is said to have never left': {
    file: EXCHANGE,
    taken: "if (mark) tx.remove('unsent', mark.id);",
    left: ';',
    heldBy: 'simulator',
    plan: 'sent-and-erased',
  },
  'what was not read has never left': {
    file: 'src/device/outbox/erasures.ts',
    taken: ' || (!before && (await isUnknown(database, tx, id)))',
    heldBy: 'simulator',
    plan: 'erased-before-late-storage',
  },
  'what is finished after a part of it was sent has never left': {
    file: 'src/device/outbox/finish.ts',
    taken: '      const left = await hasLeft(tx, draft.id, sequences);',
    left: '      const left = false;',
    heldBy: 'simulator',
    plan: 'finished-after-a-part-was-sent',
  },
  'an erasure that is a day old is forgotten': {
    file: 'src/device/outbox/erasures.ts',
    taken: 'if (!mayHaveLeft && Math.abs(',
    left: 'if (Math.abs(',
    heldBy: 'simulator',
    plan: 'erased-a-day-ago',
  },
  'a reply about any receipt confirms an erasure': {
    file: 'src/wire/verdict.ts',
    taken: ' && reply.output.receiptHash === receiptHash',
    heldBy: 'simulator',
    plan: 'reply-about-another-receipt',
  },
  'an endpoint that knows nothing of a response confirms its erasure': {
    file: 'src/device/outbox/erasures.ts',
    taken: "    if (reply === 'erased') {",
    left: "    if (reply === 'erased' || reply === 'unknown') {",
    heldBy: 'simulator',
    plan: 'in-a-file-and-discarded',
  },
} as const satisfies Readonly<Record<string, TakenAway>>;

/** Those that the simulator holds, with their names. */
export const SIMULATED = Object.entries<TakenAway>(REMEDIES).filter(([, { heldBy }]) => heldBy === 'simulator');
