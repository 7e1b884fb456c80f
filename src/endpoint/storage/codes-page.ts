import type { CodesRow } from './codes.ts';

/*
 * A page of codes in two values, what is written of each row and the bytes of all: an object for each row, with its texts and bytes,
 * takes either driver several times as long.
 */

/** What is written of a row, in SQL that both databases know. Neither an id nor a channel holds its marks. */
export const PAGE_HEAD = `id || received_on || stamp || ',' || coding || ',' || length(code) || ',' || COALESCE(channel, '')`;
export const PAGE_HEAD_END = ';';

const [ID, DAY] = [36, 10];

/** The rows of one survey. */
export function rowsOfPage(survey: string, heads: string, codes: Uint8Array): readonly CodesRow[] {
  let at = 0;
  return heads.split(PAGE_HEAD_END).map((head) => {
    const [stamp = '', coding = '', length = '', channel = ''] = head.slice(ID + DAY).split(',');
    const code = codes.subarray(at, at + Number(length));
    at += code.length;
    return {
      id: head.slice(0, ID),
      survey,
      received_on: head.slice(ID, ID + DAY),
      channel: channel === '' ? null : channel,
      stamp: Number(stamp),
      coding: Number(coding),
      code,
    };
  });
}
