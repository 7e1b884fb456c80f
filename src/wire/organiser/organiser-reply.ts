import * as v from 'valibot';
import type { Frozen } from '../../core/survey/survey-parts.ts';

/*
 * Replies of the endpoint to the organiser about responses. The endpoint makes them with `replyAs<typeof schema>`, and the desk parses
 * them with the schema. Days are YYYY-MM-DD; counts are exact numbers of responses.
 */

const day = v.string();
const count = v.number();
const dayCounts = v.array(v.object({ day, responses: count }));

const deskSurvey = v.object({
  id: v.string(),
  revision: count,
  languages: v.array(v.string()),
  title: v.record(v.string(), v.string()),
  isHome: v.optional(v.boolean()),
  short: v.optional(v.array(v.object({ path: v.string(), channel: v.nullable(v.string()) }))),
});
/** A survey that the token allows. */
export type DeskSurvey = Frozen<v.InferOutput<typeof deskSurvey>>;

export const meReply = v.object({
  surveys: v.array(deskSurvey),
  name: v.string(),
  scopes: v.array(v.string()),
  until: v.nullable(day),
  /** The surveys that the token may see, by id or prefix; all of them if absent. */
  limitedTo: v.optional(v.array(v.string())),
  today: day,
  /** The program as it is typed on the computer of the service. */
  program: v.string(),
  demonstration: v.optional(v.boolean()),
  /** Where tablets of the network find this laptop, whose own address is of no use to them. */
  origins: v.optional(v.array(v.string())),
});
/** Who holds the token, and what it allows. */
export type Me = Frozen<v.InferOutput<typeof meReply>>;

/** `GET /api/organiser/journal?month=2026-12`: what was done, by day and never by hour. */
export const journalReply = v.object({
  acts: v.array(
    v.object({
      day,
      name: v.string(),
      survey: v.string(),
      act: v.string(),
      outcome: v.string(),
      /** `null` for a token that may not read counts. */
      times: v.nullable(count),
    }),
  ),
});
export type JournalAct = v.InferOutput<typeof journalReply>['acts'][number];

export const participationReply = v.object({
  survey: v.string(),
  complete: count,
  partial: count,
  setAside: count,
  /** Complete responses that count in the results. */
  counted: count,
  /** Half of those took no longer; `null` while there are none. */
  medianMinutes: v.nullable(count),
  days: v.array(
    v.object({
      receivedOn: day,
      channel: v.nullable(v.string()),
      complete: count,
      partial: count,
    }),
  ),
  /** Responses from tablets, by event; `refused` is `null` if the event of refused envelopes is unknown. */
  events: v.array(
    v.object({
      channel: v.nullable(v.string()),
      complete: count,
      partial: count,
      days: v.array(v.object({ receivedOn: day, complete: count, partial: count })),
      refused: v.nullable(v.array(v.object({ day, code: v.string(), envelopes: count }))),
    }),
  ),
  dropOuts: v.array(v.object({ lastQuestion: v.nullable(v.string()), responses: count })),
  erased: dayCounts,
  restoredOn: v.nullable(day),
  missing: dayCounts,
});
export type Participation = Frozen<v.InferOutput<typeof participationReply>>;
export type EventParticipation = Participation['events'][number];

const invitation = v.object({ on: day, channel: v.nullable(v.string()), people: count });
export type InvitationRow = Frozen<v.InferOutput<typeof invitation>>;

export const lifecycleReply = v.object({
  survey: v.string(),
  today: day,
  closedFrom: v.nullable(day),
  finalOn: v.nullable(day),
  isFinalMade: v.boolean(),
  orders: v.array(day),
  /** `null` before the first night of its calendar. */
  publication: v.nullable(
    v.object({
      openedOn: day,
      night: count,
      next: day,
      /** Restores of backups that may have forgotten a publication: each exposes once more those whom it held. */
      restores: count,
      /** Days on which a publication was due and none was made: a machine that was put back whole may have forgotten it. */
      missed: v.array(day),
      /** Changes that wait or are never published, and crossings that do not fit: a sentence each. */
      held: v.array(v.object({ fr: v.string(), en: v.string() })),
      /** How many more crossings each item may have. Those that an acquaintance knows have no bound. */
      left: v.record(v.string(), count),
    }),
  ),
  invited: v.array(invitation),
  /** Responses wanted, by stratum. */
  targets: v.record(v.string(), count),
  /** Crossings that the organiser has added to the public ones. */
  crossings: v.array(v.object({ rows: v.string(), columns: v.string(), on: day })),
});
export type LifecycleReply = Frozen<v.InferOutput<typeof lifecycleReply>>;

export const decisionReply = v.object({
  survey: v.string(),
  done: v.boolean(),
  effects: v.array(v.object({ effect: v.string(), day: v.optional(day), count: v.optional(count) })),
});
export type DecisionEffect = Frozen<v.InferOutput<typeof decisionReply>>['effects'][number];
/** The number of invitations that are stated now. */
export const invitedReply = v.object({ survey: v.string(), invited: count });
/** The number of strata that have a target now. */
export const targetsReply = v.object({ survey: v.string(), targets: count });

export const flagsReply = v.object({
  survey: v.string(),
  flags: v.array(
    v.object({
      /** The name of the group: `burst/<stratum>/<day>`, `identical/<digest>`, `volume/<stratum>/<territory>`, `duration`. */
      flag: v.string(),
      /** The number that was exceeded, where there is one. */
      bound: v.nullable(count),
      responses: count,
      /** How many of them are excluded already. */
      setAside: count,
      /** The first of them. */
      ids: v.array(v.string()),
    }),
  ),
});
export type FlagsReply = Frozen<v.InferOutput<typeof flagsReply>>;
/** Responses to look at together. A flag decides nothing: an event fills a day, a town hall answers alike. */
export type FlagEntry = FlagsReply['flags'][number];

export const asideReply = v.object({
  survey: v.string(),
  setAside: v.array(v.object({ id: v.string(), reason: v.string(), day })),
});
export type Aside = Frozen<v.InferOutput<typeof asideReply>>['setAside'][number];

export const refusedReply = v.object({
  refused: v.array(v.object({ day, code: v.string(), survey: v.string(), envelopes: count })),
});
export type RefusedCount = Frozen<v.InferOutput<typeof refusedReply>>['refused'][number];

/** `null` for a token that may not read. */
export const setAsideReply = v.object({ setAside: v.nullable(count) });
export const takenBackReply = v.object({ takenBack: v.nullable(count) });
/** Nothing but that it is done. */
export const doneReply = v.object({});

const axis = v.object({
  item: v.string(),
  isMultiple: v.boolean(),
  states: v.array(v.string()),
  options: v.array(v.string()),
});
export type CrossingAxis = Frozen<v.InferOutput<typeof axis>>;

export const crossingReply = v.object({
  survey: v.string(),
  rows: axis,
  columns: axis,
  n: count,
  base: count,
  /** By row, then by column: states first, then options. */
  cells: v.array(v.array(count)),
});
export type CrossingReply = Frozen<v.InferOutput<typeof crossingReply>>;

const questionCounts = v.object({
  item: v.string(),
  isMultiple: v.boolean(),
  states: v.record(v.string(), count),
  options: v.array(v.string()),
  /** One for each option. */
  counts: v.array(count),
});
export type QuestionCounts = Frozen<v.InferOutput<typeof questionCounts>>;
export const questionsReply = v.object({ survey: v.string(), n: count, items: v.array(questionCounts) });
export type QuestionsReply = Frozen<v.InferOutput<typeof questionsReply>>;

const contact = v.object({
  id: v.string(),
  address: v.string(),
  purposes: v.array(v.string()),
  comment: v.optional(v.string()),
  /** YYYY-MM. */
  month: v.string(),
  confirmed: v.boolean(),
});
export type ContactEntry = Frozen<v.InferOutput<typeof contact>>;

export const contactsReply = v.object({
  survey: v.string(),
  /** In months; `null` where the survey asks for no address. */
  retention: v.nullable(count),
  /** Addresses left before today. */
  contacts: v.array(contact),
  /** False on a day on which the service was restarted: this month's addresses are missing until tomorrow. */
  isWhole: v.boolean(),
});
export const confirmedReply = v.object({ survey: v.string(), confirmed: count });
export const erasedReply = v.object({ survey: v.string(), erased: count });
