import type { RefusalReply } from '../../wire/organiser/survey-reply.ts';
import { type Asset, deliver } from '../http/assets.ts';
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
  return replyWithRead(request, secret === undefined ? undefined : await publisher.previewed(secret));
}

/** The same for a draft that was read already, by somebody who prepares it. */
export function replyWithRead(request: Request, read: FileSetResult<Asset> | undefined): Response {
  if (!read) return refuse('not-found');
  if (read.kind === 'late') return refuse(read.code);
  if (read.kind === 'faulty')
    return reply(409, { code: 'draft.faulty', lines: faultLines(read.faults) } satisfies RefusalReply);
  const headers = { ...read.survey.headers, 'Cache-Control': 'no-store' };
  return deliver(request, { ...read.survey, headers });
}
