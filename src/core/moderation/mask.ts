/** A part of a comment that is not published: UTF-16 offsets into its text. */
export interface Mask {
  readonly start: number;
  readonly end: number;
}

export const MASKED = '[…]';

/** In order, apart from one another, within the text, no character cut in two, and something left to read. */
export function validMasks(text: string, masks: readonly Mask[]): boolean {
  let before = -1;
  for (const { start, end } of masks) {
    if (!Number.isInteger(start) || !Number.isInteger(end) || start <= before || end <= start) return false;
    if (cutsCharacter(text, start) || cutsCharacter(text, end)) return false;
    before = end;
  }
  return masks.length > 0 && before <= text.length && /[\p{L}\p{N}]/u.test(maskText(text, masks));
}

/** What is left of a text under valid masks; what stands around each of them stays as it is. */
export function maskText(text: string, masks: readonly Mask[]): string {
  let kept = '';
  let from = 0;
  for (const { start, end } of masks) {
    kept += text.slice(from, start) + MASKED;
    from = end;
  }
  return kept + text.slice(from);
}

function cutsCharacter(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at));
}
