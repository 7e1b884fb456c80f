import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublishedSurvey, Surveys } from '../authoring/published-surveys.ts';
import { createCounting } from '../endpoint/columns/counting.ts';
import { retentionOf } from '../endpoint/contacts/contact-resource.ts';
import { type Contacts, monthOf, monthsBefore } from '../endpoint/contacts/contacts.ts';
import { sentAs } from '../endpoint/intake/read-answers.ts';
import { takeIn } from '../endpoint/intake/take-in.ts';
import { closing, type Decide, stating } from '../endpoint/lifecycle/lifecycle-decisions.ts';
import { createLifecycles } from '../endpoint/lifecycle/lifecycles.ts';
import { decisionOn } from '../endpoint/moderation/comment-decision.ts';
import { codeDigest } from '../endpoint/process/code-digest.ts';
import { createPublications, firstRow } from '../endpoint/results/publications.ts';
import { waveFile } from '../endpoint/results/wave-file.ts';
import { openerOf } from '../endpoint/sealed/opener.ts';
import type { Storage } from '../endpoint/storage/storage.ts';
import { daysAfter } from '../wire/day.ts';
import { DAYS_OPEN, type DemonstrationSet, inventCopies, inventResponses } from './invented-responses.ts';
import { chanceFrom } from './seeded-chance.ts';
import { nextWaveOf } from './write-demonstration.ts';

interface Stores {
  readonly storage: Storage;
  readonly contacts: Contacts;
  readonly surveys: Surveys;
  /** The folder that they are in. */
  readonly surveysDir: string;
}

/** The number of days since a closed survey was closed, and an earlier wave. Its final results were due some days later. */
const CLOSED_FOR = 10;
const EARLIER_BY = 365;
const FINAL_AFTER_CLOSING = 3;
/** Identical responses, which the organiser has excluded. */
const COPIES = 8;
const WHY_EXCLUDED = 'Huit réponses identiques reçues le même jour (démonstration)';
/** One response for so many invitations. */
const INVITED = 3;
const CONTACTS = 12;
/** One comment in this many waits for a reader, and the next one was deleted by a reader. */
const UNREAD = 8;

/**
 * Fills an empty storage as respondents and the organiser would: every response passes intake, every decision its rules. An earlier
 * wave is closed, and of several surveys the last one, or all of them where that is asked for: crossings are published at the closing.
 * The endpoint publishes at its next start; of an earlier wave the final results are made now, since the next one shows them.
 */
export async function fillDemonstration(filled: Stores, set: DemonstrationSet): Promise<void> {
  const all = [...filled.surveys.values()];
  for (const [place, published] of all.entries()) {
    const { id } = published.current;
    const isEarlier = filled.surveys.has(nextWaveOf(id));
    const isClosed = set.isClosed === true || isEarlier || (place > 0 && place === all.length - 1);
    const own = isClosed ? { ...set, on: daysAfter(set.on, isEarlier ? -EARLIER_BY : -CLOSED_FOR) } : set;
    await open(filled.storage, id, own);
    await receive(filled, published, own);
    await moderate(filled.storage, id);
    await decide(filled, published, own, isClosed);
    await leaveContacts(filled, published, own);
    if (isEarlier) await writeReference(filled, published, own);
  }
}

/** Makes the final results on their day, and writes the file of them that the next wave shows. */
async function writeReference({ storage, surveysDir }: Stores, published: PublishedSurvey, { on }: DemonstrationSet) {
  const { id } = published.current;
  const surveys = new Map([[id, published]]);
  const counting = createCounting({ source: storage.source, surveys });
  const now = () => new Date(`${daysAfter(on, FINAL_AFTER_CLOSING)}T12:00`);
  await createPublications({ storage, surveys, now, counting, code: await codeDigest() }).publishDue();
  await counting.close();
  const wave = await waveFile(published, storage, nextWaveOf(id));
  // The wave has no file if too few responses came for final results.
  if (wave) await writeFile(join(surveysDir, nextWaveOf(id), wave.name), JSON.stringify(wave.reference));
}

/** Its calendar began with the first responses: the night of its last day is one of publication. */
async function open(storage: Storage, survey: string, { on }: DemonstrationSet): Promise<void> {
  const { epoch } = await storage.standing();
  await storage.publishNight(firstRow(survey, daysAfter(on, 1 - DAYS_OPEN), epoch));
}

async function receive({ storage, surveys }: Stores, published: PublishedSurvey, set: DemonstrationSet): Promise<void> {
  const { id } = published.current;
  const responses = await inventResponses(published, set);
  const copies = inventCopies(responses, id, set, COPIES);
  const all = [...responses, ...copies];
  const parts = { storage, surveys, open: openerOf(new Map()), closings: async () => new Map() };
  for (const day of new Set(all.map(({ receivedOn }) => receivedOn))) {
    const sent = all.filter(({ receivedOn }) => receivedOn === day).map(({ envelope }) => sentAs(envelope));
    const verdicts = await takeIn(sent, parts, day);
    const refused = verdicts.find(({ verdict }) => verdict !== 'stored');
    if (refused) throw new Error(`an invented response of ${id} is not stored: ${refused.verdict} ${refused.problem}`);
  }
  const ids = copies.map(({ envelope }) => envelope.id);
  await storage.setAside(id, ids, WHY_EXCLUDED, daysAfter(set.on, -1));
}

async function moderate(storage: Storage, survey: string): Promise<void> {
  for (const [place, comment] of (await storage.comments(survey, { most: 1000 })).entries()) {
    if (place % UNREAD === 0) continue;
    const decision = place % UNREAD === 1 ? 'discard' : 'publish';
    const decided = decisionOn(comment, { from: 'to-read', decision });
    if (decided.kind === 'decided') await storage.changeComment(survey, decided.change);
  }
}

async function decide(
  { storage, surveys }: Stores,
  published: PublishedSurvey,
  { on, responses }: DemonstrationSet,
  isClosed: boolean,
): Promise<void> {
  const lastDay = daysAfter(on, -1);
  const lifecycles = createLifecycles({ storage, surveys, today: () => lastDay, last: async () => undefined });
  const invited = [{ on: daysAfter(on, -DAYS_OPEN), channel: null, people: responses * INVITED }];
  const decisions: readonly Decide[] = [
    stating(invited),
    ...(isClosed ? [closing({ lastDay, finalOn: daysAfter(on, FINAL_AFTER_CLOSING) })] : []),
  ];
  for (const one of decisions) await lifecycles.decide(published, one, false);
}

/** Leaves addresses last month: those of this month are not listed on the day of a start. */
async function leaveContacts(
  { contacts, surveys }: Stores,
  { current: { id } }: PublishedSurvey,
  { on, seed }: DemonstrationSet,
): Promise<void> {
  if (retentionOf(surveys, id) === undefined) return;
  const chance = chanceFrom(seed, id, 'contacts');
  for (let number = 1; number <= CONTACTS; number++) {
    const purposes = number % 3 === 0 ? (['interview', 'results'] as const) : (['results'] as const);
    const contact = { id: chance.uuid(), survey: id, address: `personne-${number}@demonstration.example`, purposes };
    await contacts.keep(contact, monthsBefore(monthOf(on), 1));
  }
}
