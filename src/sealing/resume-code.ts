import { fromSymbols, toSymbols } from '../wire/receipt-code.ts';

/*
 * The organiser's secret of the day: 80 bits, 17 symbols with the check symbol. It is printed on the organiser's sheet and typed on the
 * tablet: a link would leave it in the browser's history, on the disk.
 */

const RESUME_BYTES = 10;

export function newResumeCode(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  return toSymbols(random(new Uint8Array(RESUME_BYTES)));
}

export function readResumeCode(code: string): Uint8Array<ArrayBuffer> | undefined {
  return fromSymbols(code, RESUME_BYTES);
}
