import { correction, generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';

/** A code as one SVG path. Lengths are in modules of the code. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
  /** The width of the empty border that a reader needs, which `size` leaves out (ISO/IEC 18004). */
  readonly quiet: number;
}

/**
 * Medium correction: 15 % may be hidden by a reflection on the tablet's glass. An address in capitals is a poster's: it is read from afar,
 * so its modules are as few and as large as they can be.
 */
export function drawQr(text: string): QrDrawing {
  const code = generate(text, { minCorrectionLevel: /^HTTPS?:/.test(text) ? correction.L : correction.M });
  return { size: code.size, path: toSvgPath(code), quiet: 4 };
}
