/** A part of a page of the guide. In texts, what is between two `\`` is shown as code. */
export type GuideBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Rows of a sheet as they are in a workbook that one can download: `template`, or `quiz`, which ships. */
  | {
      readonly kind: 'sheet';
      readonly of: string;
      readonly sheet: string;
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'terms'; readonly terms: readonly (readonly [written: string, meaning: string])[] }
  /** `node src/build/drawing/draw-guide.mjs` draws them. */
  | { readonly kind: 'pictures'; readonly pictures: readonly (readonly [name: string, caption: string])[] };

export interface GuidePart {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly GuideBlock[];
}

/** The guide in one language, as the build reads it from `src/words/guide`. */
export interface GuideText {
  readonly title: string;
  readonly lead: string;
  readonly parts: readonly GuidePart[];
}
