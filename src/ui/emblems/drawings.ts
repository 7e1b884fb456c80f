import type { EmblemDrawing } from '../../core/survey/presentation.ts';

/** By profile, whose id no other survey of the site has. */
const known = new Map<string, EmblemDrawing>();

/** `undefined` while the survey's file is awaited. */
export function drawingOf(profile: string): EmblemDrawing | undefined {
  return known.get(profile);
}

export function learnDrawing(profile: string, drawing: EmblemDrawing): void {
  known.set(profile, drawing);
  for (const look of waiting) look();
}

/** What waits for a drawing that has not come: its owner may not be drawn again by itself. */
const waiting = new Set<() => void>();

export function awaitDrawings(look: () => void): () => void {
  waiting.add(look);
  return () => void waiting.delete(look);
}
