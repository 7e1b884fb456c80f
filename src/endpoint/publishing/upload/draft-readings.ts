import { faultText } from '../../../authoring/workbook/report/fault-words.ts';
import { countModels } from '../../../core/check/model-texts.ts';
import { profileAdvice } from '../../../core/check/profile-check.ts';
import { entryOf, keptBy } from '../../../edition/edition-of.ts';
import { identityOf } from '../../../edition/survey-manifest.ts';
import type { DraftReply } from '../../../wire/organiser/survey-reply.ts';
import { readyBody } from '../../http/precompressed-body.ts';
import { type FixedParts, plansOf } from '../../lifecycle/held-changes.ts';
import { askedTextItems } from '../../stored/texts-apart.ts';
import { type RecordedFiles, readFileSet } from './kept-files.ts';

/** Publishing needs these facts of a draft. The survey, as large as its author wants, stays in the thread that reads it. */
export type DraftFacts = Extract<ReturnType<typeof checkFileSet>, { kind: 'survey' }>['survey'];

/**
 * Reads files as `readFileSet` does; where `fixed` is given, says also what of them publications hold back, and what its author should
 * see of the profiles.
 */
export function checkFileSet(survey: string, files: RecordedFiles, isSound?: boolean, fixed?: FixedParts) {
  const read = readFileSet(survey, files, isSound);
  if (read.kind === 'faulty') return read;
  const { published, revisions, cost } = read.survey;
  const { id, revision, opensOn, notice } = published.current;
  const texts = askedTextItems(id, published);
  const { held } = fixed ? plansOf(published, fixed) : { held: [] };
  const advice = fixed ? profileAdvice(published.current).map(faultText) : [];
  const unwritten = countModels([published.files.get(revision), notice, published.presentation]);
  const identity = identityOf(published);
  const facts = { id, opensOn, notice, identity, revisions, texts, held, advice, cost, unwritten };
  return { kind: 'survey' as const, survey: facts };
}

/** Reads files, and makes the body of what a phone loads of them. */
export async function previewFileSet(...given: Parameters<typeof readFileSet>) {
  const read = readFileSet(...given);
  if (read.kind === 'faulty') return read;
  const { published, edition } = read.survey;
  // Every phone keeps these, none of which is a picture.
  const kept = [...edition.files].filter(([path]) => keptBy(path) === 'phone');
  const files = Object.fromEntries(kept.map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')]));
  const entry = entryOf(published, edition.id, false);
  const body = await readyBody({ entry: { ...entry }, files } satisfies DraftReply);
  return { kind: 'survey' as const, survey: body, moved: [body, ...body.encoded].map(({ bytes }) => bytes.buffer) };
}
