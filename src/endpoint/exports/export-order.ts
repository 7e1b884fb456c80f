import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { DESK_LANGUAGES } from '../../words/languages.ts';
import type { TextRecord } from '../storage/text-storage.ts';
import type { MarkedResponse } from '../stored/set-aside.ts';
import type { Scope } from '../tokens/scopes.ts';
import type { PublishedTables } from './package/tables-package.ts';
import type { TableLook } from './table/export-table.ts';

export interface Asking {
  /** Labels in this language in place of option ids. */
  readonly labels?: string | undefined;
  /** A table for people, with the words of this language around those of the survey. */
  readonly reader?: string | undefined;
  /** `columns`: one for each option of a multiple choice. */
  readonly choices?: string | undefined;
  /** The id of the last response that has come: what follows it is given. */
  readonly after?: string | undefined;
  /** Otherwise a client that polls every minute would see each response arrive. */
  readonly withToday: boolean;
}

/** An export that was checked and may be written: plain data, so that it can be posted to a thread. */
export interface ExportOrder {
  readonly published: PublishedSurvey;
  /** The ending of the file, which names the format. */
  readonly extension: string;
  /** The file without it. */
  readonly name: string;
  readonly asking: Asking;
  /** The token allows these: the file leaves out what they do not cover. */
  readonly scopes: readonly Scope[];
  readonly now: Date;
  /** If the export is of the public results. */
  readonly publication?: PublishedTables;
}

export interface FormatInput extends ExportOrder {
  /** Reads every response from the first on, or after the one that is named. */
  readonly readAll: () => AsyncIterable<MarkedResponse>;
  readonly readTexts: () => AsyncIterable<TextRecord>;
  readonly look: TableLook;
  /** Aborted when the client disconnects. */
  readonly left: AbortSignal;
}

export function lookOf({ labels, reader: asked, choices }: Asking, { current }: PublishedSurvey): TableLook {
  const reader = DESK_LANGUAGES.find((one) => one === asked);
  const { languages } = current;
  // A survey that does not have its reader's language is read in its first one.
  const read = reader && (languages.find((one) => one === reader) ?? languages[0]);
  return { labels: labels ?? read, reader, hasChoiceColumns: choices !== undefined };
}
