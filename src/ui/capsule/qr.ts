import { correction, generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';

/** A code as one SVG path, in modules, without its quiet zone. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

/** The empty border a reader needs, in modules (ISO/IEC 18004). */
export const QUIET_ZONE = 4;

/** Medium correction: 15 % may be hidden by a reflection on the tablet's glass. */
export function drawQr(text: string): QrDrawing {
  const code = generate(text, { minCorrectionLevel: correction.M });
  return { size: code.size, path: toSvgPath(code) };
}
