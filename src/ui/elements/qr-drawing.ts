/** A code as one SVG path, in modules, without its quiet zone. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

/** The empty border a reader needs, in modules (ISO/IEC 18004). */
export const QUIET_ZONE = 4;
