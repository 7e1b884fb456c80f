import * as v from 'valibot';

/*
 * Replies of the endpoint to the organiser. Days are YYYY-MM-DD; counts are exact numbers of responses. Unknown fields, which a later
 * endpoint may send, are ignored.
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
});
/** A survey that the token allows. */
export type DeskSurvey = v.InferOutput<typeof deskSurvey>;

export const meReply = v.object({
  surveys: v.array(deskSurvey),
  name: v.string(),
  scopes: v.array(v.string()),
  until: v.nullable(day),
  /** The surveys that the token may see, by id or prefix; all of them if absent. */
  limitedTo: v.optional(v.array(v.string())),
  today: day,
  /** Whether the responses are invented. */
  demonstration: v.optional(v.boolean()),
});
/** Who holds the token, and what it allows. */
export type Me = v.InferOutput<typeof meReply>;

export const participationReply = v.object({
  complete: count,
  partial: count,
  setAside: count,
  /** Complete responses that count in the results. */
  counted: count,
  medianMinutes: v.nullable(count),
  days: v.array(
    v.object({
      receivedOn: day,
      channel: v.nullable(v.string()),
      complete: count,
      partial: count,
    }),
  ),
  /** What tablets sent, by event; `refused` is `null` if the event of refused envelopes is unknown. */
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
export type Participation = v.InferOutput<typeof participationReply>;
export type EventReceived = Participation['events'][number];

const invitation = v.object({ on: day, channel: v.nullable(v.string()), people: count });
export type InvitationTold = v.InferOutput<typeof invitation>;

const crossed = v.object({ rows: v.string(), columns: v.string(), on: day });
export type CrossedTold = v.InferOutput<typeof crossed>;

export const conductReply = v.object({
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
      restores: count,
    }),
  ),
  invited: v.array(invitation),
  /** Responses wanted, by stratum. */
  targets: v.optional(v.record(v.string(), count), {}),
  /** Crossings that the organiser has added to the public ones. */
  crossings: v.array(crossed),
});

export type ConductTold = v.InferOutput<typeof conductReply>;

export const decisionReply = v.object({
  done: v.boolean(),
  effects: v.array(v.object({ effect: v.string(), day: v.optional(day), count: v.optional(count) })),
});
export type EffectTold = v.InferOutput<typeof decisionReply>['effects'][number];

export const flagsReply = v.object({
  flags: v.array(
    v.object({
      flag: v.string(),
      bound: v.nullable(count),
      responses: count,
      setAside: count,
      ids: v.array(v.string()),
    }),
  ),
});
export type FlagsTold = v.InferOutput<typeof flagsReply>;
export type FlagTold = FlagsTold['flags'][number];

export const asideReply = v.object({
  setAside: v.array(v.object({ id: v.string(), reason: v.string(), day })),
});
export type Aside = v.InferOutput<typeof asideReply>['setAside'][number];

export const refusedReply = v.object({
  refused: v.array(v.object({ day, code: v.string(), survey: v.string(), envelopes: count })),
});
export type RefusedCount = v.InferOutput<typeof refusedReply>['refused'][number];

/** `null` for a token that may not read. */
export const setAsideReply = v.object({ setAside: v.nullable(count) });
export const takenBackReply = v.object({ takenBack: v.nullable(count) });
export const doneReply = v.object({});

const axis = v.object({
  item: v.string(),
  isMultiple: v.boolean(),
  states: v.array(v.string()),
  options: v.array(v.string()),
});
export type AxisTold = v.InferOutput<typeof axis>;

export const crossingReply = v.object({
  rows: axis,
  columns: axis,
  n: count,
  base: count,
  /** By row, then by column: states first, then options. */
  cells: v.array(v.array(count)),
});
export type CrossingTold = v.InferOutput<typeof crossingReply>;

const distribution = v.object({
  item: v.string(),
  isMultiple: v.boolean(),
  states: v.record(v.string(), count),
  options: v.array(v.string()),
  /** One for each option. */
  counts: v.array(count),
});
export type DistributionTold = v.InferOutput<typeof distribution>;
export const questionsReply = v.object({ n: count, items: v.array(distribution) });
export type DistributionsTold = v.InferOutput<typeof questionsReply>;

const contact = v.object({
  id: v.string(),
  address: v.string(),
  purposes: v.array(v.string()),
  comment: v.optional(v.string()),
  /** YYYY-MM. */
  month: v.string(),
  confirmed: v.boolean(),
});
export type ContactTold = v.InferOutput<typeof contact>;

export const contactsReply = v.object({
  /** In months; `null` where the survey asks for no address. */
  retention: v.nullable(count),
  /** Addresses left before today. */
  contacts: v.array(contact),
  /** False on a day on which the service was restarted: this month's addresses are missing until tomorrow. */
  isWhole: v.optional(v.boolean(), true),
});
export const confirmedReply = v.object({ confirmed: count });
export const erasedReply = v.object({ erased: count });

/** What the desk needs from `results.json`. */
export const filtersFile = v.object({ filters: v.optional(v.array(v.string()), []) });

/** Options that only earlier revisions offered, in their wording, by question. */
export const earlierFile = v.record(
  v.string(),
  v.array(v.object({ id: v.string(), label: v.record(v.string(), v.string()) })),
);
