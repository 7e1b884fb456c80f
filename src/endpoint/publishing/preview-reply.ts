import { entryOf, keptBy, type SurveyEdition } from '../../edition/edition-of.ts';
import type { DraftReply, RefusalReply } from '../../wire/organiser/survey-reply.ts';
import { deliver } from '../http/content-negotiation.ts';
import { readyBody } from '../http/precompressed-body.ts';
import { refuse, reply } from '../http/reply.ts';
import type { Publisher } from './publisher.ts';
import { faultLines } from './upload/fault-lines.ts';
import type { FileSetResult } from './upload/kept-files.ts';

/**
 * Answers `Authorization: Preview <secret>` with what a phone loads of the draft, or with its faults. A wrong secret and one whose link
 * has ended look the same.
 */
export async function replyWithDraft(request: Request, publisher: Pick<Publisher, 'previewed'>): Promise<Response> {
  const [, secret] = /^Preview +([\w-]{22})$/i.exec(request.headers.get('Authorization') ?? '') ?? [];
  const read = secret === undefined ? undefined : await publisher.previewed(secret);
  return replyWithRead(request, read);
}

/** The same for a draft that was read already, by somebody who prepares it. */
export async function replyWithRead(request: Request, read: FileSetResult | undefined): Promise<Response> {
  if (!read) return refuse('not-found');
  if (read.kind === 'late') return refuse(read.code);
  if (read.kind === 'faulty')
    return reply(409, { code: 'draft.faulty', lines: faultLines(read.faults) } satisfies RefusalReply);
  const { published, edition } = read.survey;
  const asset = await readyBody({
    entry: { ...entryOf(published, edition.id, false) },
    files: textsOf(edition),
  } satisfies DraftReply);
  return deliver(request, { ...asset, headers: { ...asset.headers, 'Cache-Control': 'no-store' } });
}

/** The files that every phone keeps, none of which is a picture. */
function textsOf({ files }: SurveyEdition): Readonly<Record<string, string>> {
  const kept = [...files].filter(([path]) => keptBy(path) === 'phone');
  return Object.fromEntries(kept.map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')]));
}
