import { hash } from 'node:crypto';
import { sizeOf } from '../../../edition/edition-picture.ts';
import type { RequestCode } from '../../../wire/problem.ts';
import type { FileRecord } from '../../storage/survey-storage.ts';
import { faultLines } from './fault-lines.ts';
import { REVISION, type SurveyFiles } from './kept-files.ts';
import { cleanPng } from './png-chunks.ts';
import { headingOf } from './survey-heading.ts';
import { isUploadName, UPLOAD_LIMITS } from './upload-names.ts';

export interface CleanFile {
  readonly kept: FileRecord;
  readonly bytes: Uint8Array;
}

export type CleanFiles =
  | { readonly kind: 'files'; readonly files: readonly CleanFile[] }
  | { readonly kind: 'refused'; readonly code: RequestCode; readonly lines?: readonly string[] };

/** Looks at names and sizes, encodes pictures again, and reads what lists show of revisions. The thread that reads surveys does it. */
export async function cleanFiles(files: SurveyFiles): Promise<CleanFiles> {
  const clean: CleanFile[] = [];
  for (const [path, given] of files) {
    if (!isUploadName(path)) return { kind: 'refused', code: 'file.name' };
    if (given.length > UPLOAD_LIMITS.file) return { kind: 'refused', code: 'body.too-large' };
    const read = path.endsWith('.png') ? await cleanPng(given) : undefined;
    if (read?.kind === 'faulty') {
      const fault = { file: path, path: '(file)', reason: read.reason };
      return { kind: 'refused', code: 'picture.unreadable', lines: faultLines([fault]) };
    }
    const bytes = read?.bytes ?? given;
    const shown = REVISION.test(path) ? { heading: headingOf(bytes) } : read && { size: sizeOf(bytes) };
    clean.push({ kept: { path, digest: hash('sha256', bytes, 'hex'), bytes: bytes.length, ...shown }, bytes });
  }
  return { kind: 'files', files: clean };
}
