import type { EmblemDrawing } from '../../core/survey/presentation.ts';

/** Maps profiles to their drawings. No other survey of the site has a profile with the same id. */
const known = new Map<string, EmblemDrawing>();

/** `undefined` while the survey's file is awaited. */
export function drawingOf(profile: string): EmblemDrawing | undefined {
  return known.get(profile);
}

export function learnDrawing(profile: string, drawing: EmblemDrawing): void {
  known.set(profile, drawing);
  for (const look of waiting) look();
}

/** Called when a drawing arrives, since the owner of an emblem may not be rendered again by itself. */
const waiting = new Set<() => void>();

export function awaitDrawings(look: () => void): () => void {
  waiting.add(look);
  return () => void waiting.delete(look);
}
