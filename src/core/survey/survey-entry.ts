import { withoutAccents } from '../without-accents.ts';
import { toChannel } from './channel-id.ts';

/** A page knows this of its survey before any file of the survey has arrived. */
export interface SurveyEntry {
  readonly id: string;
  /** The name of its edition: the files are under `/surveys/<id>/<edition>/`. */
  readonly edition: string;
  /** The current revision. */
  readonly revision: number;
  /** The languages (BCP 47 tags) of the current revision. */
  readonly languages: readonly string[];
  /** The language of the buttons around texts in a language that the interface lacks, where its author chose one. */
  readonly interface?: string | undefined;
  /** The site's bare address opens this survey, so links need not name it. Absent for any other survey. */
  readonly isHome?: true;
  /** The worker and the desk read it; a page does not carry it. */
  readonly short?: ShortAddresses | undefined;
}

/** The short names of a survey, those that it had before included, and `<id>/<code>` with the channel of the code. */
export type ShortAddresses = readonly { readonly path: string; readonly channel: string | null }[];

/**
 * Returns the query to which a typed path leads, `/Bruit-2027/K7/`, with its other parameters; nothing where it leads to no survey of
 * these. Where a survey has codes, what is neither one nor the id of a channel counts as no channel.
 */
export function typedQuery(path: string, entries: readonly SurveyEntry[], { s: _, ...others }: Record<string, string>) {
  const [name = '', text = '', ...more] = withoutAccents(path).split('/').slice(1);
  const found = entries.find(({ id, short }) => id === name || short?.some((one) => one.path === name));
  if (!found || more.some((part) => part !== '')) return undefined;
  const { id, short = [] } = found;
  const coded = short.find((one) => one.path === `${id}/${text}` || one.channel === text);
  const channel = short.some((one) => one.channel !== null) ? coded?.channel : toChannel(text);
  return { s: id, ...others, ...(channel && { c: channel }) };
}
