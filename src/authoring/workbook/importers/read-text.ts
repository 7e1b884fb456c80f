import type { ReadableWorkbook } from '../report/text-source.ts';
import { WORKBOOK_LIMITS } from '../xlsx/workbook-sheet.ts';
import { isLimeSurvey, readLimeSurvey } from './lime-survey.ts';
import { readPastedText } from './text/pasted-text.ts';

/** Reads a text as a LimeSurvey export, or as numbered questions; `undefined` for bytes that are neither. */
export function readText(
  bytes: Uint8Array,
  accepted: readonly string[],
): ReadableWorkbook | 'too-many-lines' | undefined {
  // No text has control characters other than tabs and ends of lines.
  if (bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32))) return undefined;
  const text = decoded(bytes);
  if (text === undefined) return undefined;
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  if (isLimeSurvey(text)) return readLimeSurvey(text);
  return lines.length > WORKBOOK_LIMITS.rows ? 'too-many-lines' : readPastedText(lines, accepted);
}

/** UTF-8, as LimeSurvey and text editors write it, else the western encoding of older editors. */
function decoded(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
