/*
 * What an organiser writes beside the results, in Markdown, as pages show it. The build reads it; a page draws it without any
 * HTML of its own.
 */

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly of: readonly Inline[] }
  /** `to`: an address of the web, or `#/results/…`. */
  | { readonly kind: 'link'; readonly to: string; readonly of: readonly Inline[] }
  | { readonly kind: 'break' };

export type Passage =
  | { readonly kind: 'paragraph' | 'heading'; readonly of: readonly Inline[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Passage[])[] }
  | { readonly kind: 'quotation'; readonly of: readonly Passage[] };

export interface OrganiserText {
  /** In which it is written: that of the page, where there is such a file. */
  readonly language: string;
  readonly passages: readonly Passage[];
}

/** What the organiser makes of it all, signed. `on` is YYYY-MM-DD. */
export interface OrganiserLessons extends OrganiserText {
  readonly by: string;
  readonly on: string;
}

/** What somebody said, who has read it again. `released` is YYYY-MM-DD: the day of their agreement. */
export interface OrganiserInterview extends OrganiserText {
  readonly id: string;
  readonly title: string;
  readonly released: string;
}

export interface OrganiserTexts {
  /** By the address of the figure under which they stand. */
  readonly notes: Readonly<Record<string, OrganiserText>>;
  readonly lessons?: OrganiserLessons;
  readonly interviews: readonly OrganiserInterview[];
}
