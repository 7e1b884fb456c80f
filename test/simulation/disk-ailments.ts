/** What ails a disk until a moment, by the clock of the world. */
export interface Ailments {
  /** The database does not open before. */
  opensAt: number;
  /** Reads and writes fail. */
  failsUntil: number;
  /** Nothing more fits. */
  fullUntil: number;
  /** Each transaction takes so many milliseconds more. */
  drag: number;
}

/** Ended, but not as if they had never been: what they held up may take its time from now. */
export function endAilments(ailments: Ailments, now: number): void {
  for (const kind of ['opensAt', 'failsUntil', 'fullUntil'] as const) ailments[kind] = Math.min(ailments[kind], now);
  ailments.drag = 0;
}
