import type { ShortAddresses } from '../../core/survey/survey-entry.ts';
import type { SurveyOverview } from '../../wire/organiser/survey-reply.ts';

/** A revision as lists show it, read from its file without checking it. */
export type SurveyHeading = Pick<SurveyOverview, 'title' | 'languages' | 'questions' | 'opensOn' | 'closedFrom'>;

/** A file of a survey, as its list names it: the bytes are stored by their digest. */
export interface FileRecord {
  /** Within the survey: `1.json`, `notes/axes.fr.md`, `lists/fr-departments.json`. */
  readonly path: string;
  /** SHA-256, in hexadecimal. */
  readonly digest: string;
  readonly bytes: number;
  /** Lists show it of a revision. `null` where that cannot be read; files that were put before headings were kept have none. */
  readonly heading?: SurveyHeading | null;
  /** Manifests state it of a picture, in pixels. Pictures that were put before sizes were kept have none. */
  readonly size?: string | undefined;
}

/** A list of files with the name of the token that gave them, and the day. */
export interface FileSet {
  readonly files: readonly FileRecord[];
  readonly by: string;
  readonly on: string;
}

/** A link that opens a draft on phones. It is stored with the draft, and goes with it. */
export interface PreviewLink {
  /** SHA-256 of its secret, in hexadecimal: the secret itself is not stored. */
  readonly digest: string;
  /** The last day on which it opens the draft. */
  readonly until: string;
  /** The token that made it: the link ends with the token. */
  readonly by?: string;
}

export interface DraftFiles extends FileSet {
  readonly preview?: PreviewLink;
}

export interface PublishedFiles extends FileSet {
  /** Until when trial responses are taken and the publication may be taken back with them, as an ISO time in UTC. */
  readonly trialUntil?: string;
  /** The check measured so many milliseconds for each response. A survey that was published before costs were measured has none. */
  readonly cost?: number | undefined;
}

/** A survey as the storage holds it. */
export interface SurveyRecord {
  readonly survey: string;
  /** Random, and another one after each change. */
  readonly version: string;
  /** `none`: there is a draft at most. */
  readonly state: 'none' | 'published' | 'withdrawn';
  readonly isListed: boolean;
  readonly withdrawnOn: string | null;
  readonly published: PublishedFiles | null;
  readonly draft: DraftFiles | null;
}

/** A change follows the version that was read, `null` where there was none. */
export interface SurveyChange {
  readonly follows: string | null;
  readonly next: SurveyRecord;
  /** The change is refused once a response to the survey is stored, trial responses apart. */
  readonly isUnanswered?: boolean;
}

/** A token that was given to a colleague: its digest, and what it allows. */
export interface NamedToken {
  /** The name is written to the log at each use. */
  readonly name: string;
  /** SHA-256 of the token, in hexadecimal: the token itself is not stored. */
  readonly digest: string;
  readonly scopes: readonly string[];
  /** The last day on which it is valid. */
  readonly until: string;
  /** The surveys to which it is limited, by id or by prefix (`mairie-*`); `null` for all of them. */
  readonly surveys: readonly string[] | null;
}

/** A token as it is stored, with the day on which it was last used; `null` where that was never noted. */
export interface StoredToken extends NamedToken {
  readonly usedOn: string | null;
}

/** Shows what changes while endpoints run: two looks that differ mean that something has changed. */
interface PublishingLook {
  /** The version of each survey, drafts included. */
  readonly versions: ReadonlyMap<string, string>;
  readonly tokens: readonly StoredToken[];
  /** The survey that was chosen for the site's bare address. */
  readonly home: string | null;
}

/** Surveys that are published at run time, and tokens. */
export interface SurveyStorage {
  readonly look: () => Promise<PublishingLook>;
  readonly keptSurveys: () => Promise<readonly SurveyRecord[]>;
  readonly keptSurvey: (survey: string) => Promise<SurveyRecord | undefined>;
  /** Changes a survey in one transaction; false, and nothing changed, when it is not any more what was read. */
  readonly changeSurvey: (change: SurveyChange) => Promise<boolean>;
  /** Deletes what is known of a survey that was never published; false when it is not any more what was read. */
  readonly dropSurvey: (survey: string, version: string) => Promise<boolean>;
  /** Deletes everything that is known of a survey but its responses, which are erased before. */
  readonly forgetSurvey: (survey: string) => Promise<void>;
  /** Claims a typed address for good, unless it `isDry`; false when it is another survey's, or was. A channel keeps its first. */
  readonly claimAddress: (path: string, survey: string, channel: string | null, isDry?: boolean) => Promise<boolean>;
  /** Returns the typed addresses that lead to a survey, but for its id. */
  readonly addresses: (survey: string) => Promise<ShortAddresses>;
  /** Stores the bytes in pieces, each in a transaction: responses are stored between two of them. Call it before a list names the file. */
  readonly putFile: (digest: string, bytes: Uint8Array, day: string) => Promise<void>;
  /** Reads the bytes in the pieces in which they are stored, between which others are served; none where they are not there. */
  readonly pieces: (digest: string) => AsyncGenerator<Uint8Array, undefined>;
  /** `undefined` where the bytes are not there, or are not those of the digest. */
  readonly file: (digest: string) => Promise<Uint8Array | undefined>;
  /** Deletes the files that were put before a day and that no list names. */
  readonly forgetFiles: (before: string) => Promise<void>;
  /** False when the name is taken. */
  readonly addToken: (token: NamedToken) => Promise<boolean>;
  /** False when no token has the name. */
  readonly revokeToken: (name: string) => Promise<boolean>;
  /** Sets the last day of a token; false when no token has the name. */
  readonly prolongToken: (name: string, until: string) => Promise<boolean>;
  /** Notes the day of a use, the latest alone. */
  readonly noteTokenUse: (name: string, day: string) => Promise<void>;
  /** Chooses the survey of the site's bare address, or none. */
  readonly chooseHome: (survey: string | null) => Promise<void>;
  /** Deletes what is stored under the digest of a code, and returns it: of two callers one gets it. */
  readonly takeCode: (digest: string) => Promise<Pick<NamedToken, 'name' | 'surveys'> | undefined>;
  /** Notes the items that texts are asked for, so that an erasure finds their texts. */
  readonly keepTextItems: (items: readonly { readonly survey: string; readonly item: string }[]) => Promise<void>;
}
