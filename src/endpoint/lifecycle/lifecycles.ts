import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import { daysAfter } from '../../wire/day.ts';
import { keptFresh } from '../process/kept-fresh.ts';
import type { Storage } from '../storage/storage.ts';
import { type ClosingDays, closingDays, findLifecycle, type LastPublication, readLifecycle } from './lifecycle.ts';
import type { Decide, Decision, DecisionContext } from './lifecycle-decisions.ts';

/** How surveys are conducted: what is decided about them, by whichever endpoint or command. */
export type Lifecycles = ReturnType<typeof createLifecycles>;

interface LifecyclesParts {
  readonly storage: Pick<Storage, 'lifecycle' | 'keepLifecycle'>;
  readonly surveys: Surveys;
  readonly today: () => string;
  readonly last: (survey: string) => Promise<LastPublication | undefined>;
  readonly clock?: () => number;
}

/** How long a decision that was read is cached, in milliseconds, since every batch needs it. */
const FRESH = 10_000;

export function createLifecycles(parts: LifecyclesParts) {
  const { storage, surveys, today, last, clock } = parts;

  async function read(): Promise<ReadonlyMap<string, ClosingDays>> {
    const found = new Map<string, ClosingDays>();
    for (const [id, { current }] of surveys) {
      // Where it cannot be read the file alone counts: a response too many can be excluded, one that was refused is lost.
      const { lifecycle } = (await findLifecycle(storage, id)) ?? { lifecycle: {} };
      found.set(id, closingDays(current, lifecycle));
    }
    return found;
  }

  async function see({ current: survey }: PublishedSurvey) {
    const { lifecycle, version } = await readLifecycle(storage, survey.id);
    return { version, at: { today: today(), survey, lifecycle, last: await last(survey.id) } };
  }

  const closings = keptFresh(read, FRESH, clock);
  return {
    /** The days of each survey, some seconds old at most. */
    async closings() {
      return withWithdrawn(await closings.get(), surveys);
    },
    decisionContext: async (published: PublishedSurvey): Promise<DecisionContext> => (await see(published)).at,
    /** Decides, and keeps it unless it is `dry`: then it only tells what would happen. */
    async decide(published: PublishedSurvey, decide: Decide, dry: boolean): Promise<Decision> {
      for (;;) {
        const { at, version } = await see(published);
        const decision = decide(at);
        if (decision.kind === 'refused' || dry) return decision;
        const body = JSON.stringify(decision.lifecycle);
        const isKept = await storage.keepLifecycle({ survey: at.survey.id, version: version + 1, body });
        closings.forget();
        // Another has decided meanwhile: what they decided is looked at.
        if (isKept) return decision;
      }
    },
  };
}

/** Closes the surveys that were withdrawn from the day after, at once: a response that was begun on the day itself may be from before. */
function withWithdrawn(closings: ReadonlyMap<string, ClosingDays>, surveys: Surveys): ReadonlyMap<string, ClosingDays> {
  const withdrawn = [...surveys].flatMap(([id, { withdrawnOn }]) => {
    if (withdrawnOn === undefined) return [];
    const days = closings.get(id) ?? {};
    const from = daysAfter(withdrawnOn, 1);
    const closedFrom = days.closedFrom !== undefined && days.closedFrom < from ? days.closedFrom : from;
    return [[id, { ...days, closedFrom }] as const];
  });
  return withdrawn.length === 0 ? closings : new Map([...closings, ...withdrawn]);
}
