import * as v from 'valibot';
import type { Inline, Passage } from '../../core/survey/organiser-texts.ts';
import { sealingKey } from '../../core/survey/sealing-keys.ts';
import type { Frozen } from '../../core/survey/survey-parts.ts';

/* Replies of the endpoint to those who prepare and publish surveys, typed and read as those of `organiser-reply.ts`. */

const inline: v.GenericSchema<Inline> = v.variant('kind', [
  v.object({ kind: v.literal('text'), text: v.string() }),
  v.object({ kind: v.picklist(['strong', 'emphasis']), of: v.array(v.lazy(() => inline)) }),
  v.object({ kind: v.literal('link'), to: v.string(), of: v.array(v.lazy(() => inline)) }),
  v.object({ kind: v.literal('break') }),
]);
const passage: v.GenericSchema<Passage> = v.variant('kind', [
  v.object({ kind: v.picklist(['paragraph', 'heading']), of: v.array(inline) }),
  v.object({
    kind: v.literal('list'),
    isOrdered: v.boolean(),
    items: v.array(v.array(v.lazy(() => passage))),
  }),
  v.object({ kind: v.literal('quotation'), of: v.array(v.lazy(() => passage)) }),
]);

const localText = v.record(v.string(), v.string());
const files = v.array(v.object({ path: v.string(), bytes: v.number() }));
const set = v.object({ by: v.string(), on: v.string(), files });

const listed = {
  survey: v.string(),
  /** `files`: of `SURVEYS_DIR`, which is read at the start alone. */
  from: v.picklist(['storage', 'files']),
  state: v.picklist(['draft', 'published', 'withdrawn']),
  /** For `If-Match`; nothing for one of files. */
  version: v.nullable(v.string()),
  /** The current revision of what is served, and `null` before that. */
  revision: v.nullable(v.number()),
  title: v.nullable(localText),
  listed: v.boolean(),
  published: v.nullable(set),
  withdrawnOn: v.nullable(v.string()),
  draft: v.nullable(set),
};
const listedSurvey = v.object(listed);
/** A survey as a change of it returns it. */
export type ListedSurvey = Frozen<v.InferOutput<typeof listedSurvey>>;

/** How many bytes there are, and may be. */
const room = v.object({ used: v.number(), most: v.number() });
export type SurveyRoom = Frozen<v.InferOutput<typeof room>>;
const overview = v.object({
  ...listed,
  languages: v.array(v.string()),
  questions: v.number(),
  /** The revision that the draft would publish. */
  draftRevision: v.nullable(v.number()),
  /** The first day on which one may begin, where it is set. */
  opensOn: v.nullable(v.string()),
  /** Until when trial responses are taken, as an ISO time in UTC; of what is published from the storage alone. */
  trialUntil: v.nullable(v.string()),
  /** The first day on which nothing may be begun, and the day of the final results. */
  closedFrom: v.nullable(v.string()),
  finalOn: v.nullable(v.string()),
  /** In months, how long the notice lets answers be kept. */
  retention: v.nullable(v.number()),
  hasNotice: v.boolean(),
  channels: v.number(),
  room,
  cost: v.nullable(v.number()),
});
/** A survey as the first page of the desk lists it. */
export type SurveyOverview = Frozen<v.InferOutput<typeof overview>>;
/** The survey of the bare address; `isFixed` where the host has named it. */
const home = v.object({ survey: v.nullable(v.string()), isFixed: v.boolean() });
export type HomeChoice = Frozen<v.InferOutput<typeof home>>;
export const overviewReply = v.object({ surveys: v.array(overview), home, room });
export type OverviewBody = Frozen<v.InferOutput<typeof overviewReply>>;
export const homeReply = v.object({ home: v.nullable(v.string()) });

const counted = v.object({
  survey: v.string(),
  complete: v.number(),
  partial: v.number(),
  /** Those of the two that came by the channel of trials. */
  trial: v.number(),
  today: v.number(),
});
export type SurveyCounts = Frozen<v.InferOutput<typeof counted>>;
export const countsReply = v.object({ counts: v.array(counted) });

const example = v.object({ id: v.string(), title: localText, questions: v.number() });
/** A survey that comes with the program, to begin from. */
export type ExampleSurvey = Frozen<v.InferOutput<typeof example>>;
export const examplesReply = v.object({ examples: v.array(example) });

const says = v.object({ fr: v.string(), en: v.string() });
/** Reports on the rows of a workbook, and names the cells whose loss somebody has to accept. */
export const workbookReport = v.object({
  rows: v.object({
    read: v.number(),
    carried: v.number(),
    otherwise: v.number(),
    dropped: v.number(),
    toDecide: v.number(),
    faulty: v.number(),
  }),
  lines: v.array(
    v.object({
      sheet: v.string(),
      cell: v.string(),
      verdict: v.picklist(['otherwise', 'dropped', 'to-decide', 'faulty', 'advice']),
      text: v.string(),
      /** Stable: the reason, for programs. */
      code: v.string(),
      says,
      details: v.optional(v.array(v.string())),
      /** Ways to read what was not understood, the likeliest first; the decision is sent back as `<sheet>!<cell>=<id>`. */
      choices: v.optional(v.array(v.object({ id: v.string(), says }))),
    }),
  ),
  decisions: v.array(v.string()),
  /** Counts what the survey would have of each; absent where it cannot be made. */
  made: v.optional(v.record(v.string(), v.number())),
});
export type WorkbookFindings = Frozen<v.InferOutput<typeof workbookReport>>;

const workbookReading = v.union([workbookReport, v.object({ reason: v.string(), says })]);
/** The report of a workbook, or why a file is none. */
export type WorkbookReading = Frozen<v.InferOutput<typeof workbookReading>>;

/** Why a call was refused. */
export const refusalReply = v.object({
  code: v.string(),
  lines: v.optional(v.array(v.string())),
  report: v.optional(workbookReading),
});
export type RefusalReply = Frozen<v.InferOutput<typeof refusalReply>>;

/** `survey` is `null` for one that is gone. */
export const changeReply = v.object({
  done: v.boolean(),
  survey: v.nullable(listedSurvey),
  report: v.optional(workbookReport),
});
const draftLink = v.object({ secret: v.string(), until: v.string() });
/** The secret of a link, in base64url, and the last day on which it opens the draft. */
export type DraftLink = Frozen<v.InferOutput<typeof draftLink>>;
export const linkReply = v.object({ ...changeReply.entries, ...v.partial(draftLink).entries });
/** The keys of shared tablets in a survey's notice, with what the service knows of their private halves. */
export const keysReply = v.object({
  /** For `If-Match`; nothing for a survey of files. */
  version: v.nullable(v.string()),
  /** The code with which others in their place would be refused. */
  refusal: v.nullable(v.string()),
  keys: v.array(v.object({ ...sealingKey.entries, opensHere: v.boolean(), provenOn: v.nullable(v.string()) })),
});
export type SurveyKeyState = Frozen<v.InferOutput<typeof keysReply>>;
export const deletedReply = v.object({ done: v.boolean() });
export const reportReply = v.object({
  survey: v.string(),
  /** The version of the survey, for `If-Match`. */
  version: v.string(),
  /** One for each fault; none for a draft that can be published. */
  lines: v.array(v.string()),
  /** Changes that publications will wait with or never show: a sentence each. */
  held: v.array(says),
  /** Its author should see this of the profiles before publishing: a sentence each. */
  advice: v.array(says),
});
export type DraftReport = Frozen<v.InferOutput<typeof reportReply>>;

const colleague = v.object({
  name: v.string(),
  scopes: v.array(v.string()),
  until: v.string(),
  surveys: v.nullable(v.array(v.string())),
  usedOn: v.nullable(v.string()),
});
/** A token of a colleague, without the token itself. */
export type ColleagueToken = Frozen<v.InferOutput<typeof colleague>>;
export const tokensReply = v.object({ tokens: v.array(colleague) });
export const newTokenReply = v.object({ token: v.string() });
/** `expiresAt` in milliseconds of UTC. */
export const codeReply = v.object({ code: v.string(), expiresAt: v.number() });

/** A draft as the preview loads it: the page in the frame reads it, the desk hands it on. */
export const draftReply = v.looseObject({
  entry: v.looseObject({ id: v.string(), edition: v.string(), languages: v.array(v.string()) }),
  files: v.record(v.string(), v.string()),
});
export type DraftReply = Frozen<v.InferOutput<typeof draftReply>>;

/** Markdown as the endpoint reads it: what a page of results can draw, and what it cannot. */
export const textReply = v.object({
  head: v.record(v.string(), v.string()),
  title: v.nullable(v.string()),
  passages: v.array(passage),
  faults: v.array(v.object({ line: v.number(), reason: v.string() })),
});
