/** A part of a page of the guide. In texts, what is between two `\`` is shown as code. */
export type GuideBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Rows of a sheet as they are in a workbook that one can download: of the template, or of the shipped quiz. */
  | {
      readonly kind: 'sheet';
      readonly of: 'template' | 'quiz';
      readonly sheet: string;
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'terms'; readonly terms: readonly (readonly [written: string, meaning: string])[] }
  | { readonly kind: 'pictures'; readonly pictures: readonly (readonly [name: GuidePicture, caption: string])[] };

/** `node src/build/drawing/draw-guide.mjs` draws them. */
export const GUIDE_PICTURES = ['choice', 'table', 'card', 'report', 'draft'] as const;
export type GuidePicture = (typeof GUIDE_PICTURES)[number];

export interface GuidePart {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly GuideBlock[];
}

export interface GuideText {
  readonly title: string;
  readonly lead: string;
  readonly contents: string;
  readonly print: string;
  /** In place of the button that downloads the template, for a reader without a token. */
  readonly signedOut: string;
  readonly enter: string;
  readonly parts: readonly GuidePart[];
}

/** Rows with conditions, the same in every language. */
export const CONDITIONS_SHEET: GuideBlock = {
  kind: 'sheet',
  of: 'template',
  sheet: 'survey',
  rows: [
    ['type', 'name', 'relevant', 'constraint'],
    ['integer', 'days', '', '. >= 0 and . <= 5'],
    ['select_multiple tool', 'tools', '${days} >= 1', 'count-selected(.) <= 3'],
  ],
};

/** Rows of the quiz's weights, the same in every language. */
export const WEIGHTS_SHEET: GuideBlock = {
  kind: 'sheet',
  of: 'quiz',
  sheet: 'weights',
  rows: [
    ['question', 'option', 'express', 'guichet', 'relais', 'vigie'],
    ['demarche', 'en-ligne', '3', '-1', '1', ''],
    ['demarche', 'appel', '', '2', '', '1'],
    ['demarche', 'guichet', '-1', '3', '', '1'],
  ],
};

/** The part about a day with a shared tablet. */
export function standPart(title: string, items: readonly string[]): GuidePart {
  return { id: 'stand', title, blocks: [{ kind: 'list', items }] };
}
