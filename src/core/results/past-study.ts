import type { LocalText } from '../survey/survey-parts.ts';

/*
 * What a past study printed, as the page loads it: made by the build from the survey's reference file. Shown as that study's, with
 * its base, its page and its flaws, never mixed with live counts.
 */

export interface PastPrinted {
  /** Everyone, or strata; several where the same is printed of each, or a mean of theirs. */
  readonly groups: readonly string[];
  /** In the study's own words and language. */
  readonly published: string;
  /** What it is a share or number of, where the options alone do not say it. */
  readonly measure?: LocalText;
  readonly note?: LocalText;
  /** In whole respondents; where absent, it is not known. */
  readonly base?: number;
  /** What is printed says the base already (« 2 régions sur 9 »), or the base is computed and not printed. */
  readonly baseIs?: 'in-words' | 'computed';
  /** A share that is printed as one number of per cents, and not as « près de » or a range: what a bar can be drawn of. */
  readonly percent?: number;
  /** Pages of the study: « 27 », « 12, 50 ». */
  readonly page?: string;
  /** Numbers of the inconsistencies that touch it. */
  readonly flaws?: readonly string[];
}

export interface PastFigure extends PastPrinted {
  readonly item: string;
  /** Absent where the study's words name no option. */
  readonly options?: readonly string[];
}

export interface PastOfProfile extends PastPrinted {
  readonly profile: string;
}

/** Those who answered the study at all: a question may have had fewer. */
interface PastGroup {
  readonly n: number;
  /** « régions ». */
  readonly unit: LocalText;
  /** Not printed, but the only number that its tables hold for. */
  readonly isComputed?: true;
}

/** The past study's publication of the typology that the survey has from it. */
interface PastTypology {
  readonly preamble: { readonly published: string; readonly page?: string };
  /** What was chosen where the study contradicts itself or is silent. */
  readonly choices: readonly PastChoice[];
}

export interface PastChoice {
  readonly number: string;
  readonly page?: string;
  /** « eclaireur.axes »: what a profile requires by a criterion. */
  readonly touches: readonly string[];
  readonly what: LocalText;
}

export interface PastStudy {
  /** In its own language. */
  readonly title: string;
  readonly year: number;
  /** It is an earlier wave of this survey. */
  readonly wave?: true;
  readonly groups: Readonly<Record<string, PastGroup>>;
  readonly figures: readonly PastFigure[];
  readonly profiles: readonly PastOfProfile[];
  readonly typology?: PastTypology;
  /** By question: what today's survey asks in another way. */
  readonly changed?: Readonly<Record<string, readonly LocalText[]>>;
  /** By question: options of today's survey that the study did not offer. */
  readonly added?: Readonly<Record<string, readonly string[]>>;
  /** By number. */
  readonly flaws: Readonly<Record<string, LocalText>>;
}

/** Figures of exactly this answer, of this whole group: nothing is added up or deduced from what the study printed. */
export function pastOf(
  past: PastStudy | undefined,
  item: string,
  options: readonly string[],
  group: string,
): readonly PastFigure[] {
  return (past?.figures ?? []).filter(
    (figure) =>
      figure.item === item &&
      figure.measure === undefined &&
      figure.groups.includes(group) &&
      figure.options?.length === options.length &&
      options.every((id) => figure.options?.includes(id)),
  );
}

/** Returns the study's figures for an item that match none of its options: sums, parts of a group, words without an option. */
export function pastBeside(past: PastStudy | undefined, item: string): readonly PastFigure[] {
  return (past?.figures ?? []).filter(
    (figure) => figure.item === item && (figure.measure !== undefined || figure.options?.length !== 1),
  );
}
