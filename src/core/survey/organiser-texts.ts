/*
 * Texts that an organiser writes next to the results, in Markdown, parsed for the page. They are read when a survey is published;
 * a page draws them without HTML from the author.
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
  /** The language it is written in: that of the page, if there is such a file. */
  readonly language: string;
  readonly passages: readonly Passage[];
}

/** The organiser's conclusions, signed. `on` is YYYY-MM-DD. */
export interface OrganiserLessons extends OrganiserText {
  readonly by: string;
  readonly on: string;
}

/** An interview that the person interviewed has approved. `released` is YYYY-MM-DD: the day of their agreement. */
export interface OrganiserInterview extends OrganiserText {
  readonly id: string;
  readonly title: string;
  readonly released: string;
}

export interface OrganiserTexts {
  /** By the address of the figure under which they are shown. */
  readonly notes: Readonly<Record<string, OrganiserText>>;
  readonly lessons?: OrganiserLessons;
  readonly interviews: readonly OrganiserInterview[];
  readonly profiles?: Readonly<Record<string, OrganiserText>>;
}
