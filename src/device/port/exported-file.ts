import type { RescuedEnvelope } from '../../wire/rescue-file.ts';

/** `others`: one envelope of each survey that was not wanted. `unread`: the storage cannot be read, and this page remembers none. */
export type Exported =
  | { readonly kind: 'file'; readonly file: RescueFile; readonly others: ReadonlyMap<string, RescuedEnvelope> }
  | { readonly kind: 'unread' };

/** A file of what has not left, to hand over to another device, to the organiser's desk, or to a command. */
export interface RescueFile {
  readonly content: Blob;
  /** The envelopes in it, each by `envelopeName`. */
  readonly holds: readonly string[];
  /** False when the storage could not be read: the file has what this page remembers and the second copies; more may be there. */
  readonly isWhole: boolean;
  /** The numbers of its encrypted responses, and of those that anyone with the file can read. */
  readonly sealed: number;
  readonly clear: number;
  /** How many of all these are unfinished interviews. */
  readonly partial: number;
}

export type ImportOutcome =
  | {
      readonly kind: 'imported';
      /** They wait now, and leave as soon as they can. */
      readonly added: number;
      /** They, or later ones of the same responses, are here already or have been received from here. */
      readonly known: number;
      /** How many belong to responses that were erased here. */
      readonly erased: number;
      /** How many belong to surveys that this site does not serve. */
      readonly elsewhere: number;
      readonly damaged: number;
    }
  /** `newer`: written by a later release. `foreign`: no rescue file. */
  | { readonly kind: 'newer' | 'foreign' | 'full' | 'unavailable' | 'no-code' };

/** `complete` only after *Terminer*: what is rescued in mid-interview may not enter the statistics. */
export type RescueStatus = 'partial' | 'complete';
