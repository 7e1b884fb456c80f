import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import { TRIAL } from '../../core/survey/channel-id.ts';
import { dayOf, daysAfter } from '../../wire/day.ts';
import type { Header } from '../../wire/envelope.ts';
import { type Background, createBackground } from '../process/background.ts';
import type { Storage } from '../storage/storage.ts';

/*
 * A first publication is tried out for ten minutes, and up to its opening day where it has one. Responses by the channel of trials are
 * stored like any other, and erased at the end of the trial or when the publication is taken back.
 */

/** In milliseconds. */
const LEAST = 600_000;
/** A response that came in the last moment is stored by then. */
const GRACE = 60_000;

/** Returns the end of a trial that begins now, as an ISO time in UTC. */
export function trialEnd(opensOn: string | undefined, now: Date): string {
  const opening = opensOn === undefined ? 0 : new Date(`${opensOn}T00:00`).getTime();
  return new Date(Math.max(now.getTime() + LEAST, opening)).toISOString();
}

/** Returns whether trial responses of a survey may still be stored, and their erasure may not be done yet. */
export function isOnTrial({ trialUntil = Number.NEGATIVE_INFINITY }: PublishedSurvey, now: Date): boolean {
  return now.getTime() < trialUntil + 2 * GRACE;
}

/**
 * Returns whether a response is a trial: by the channel of trials, and begun on a day of the trial. One that was begun later, or of a
 * survey that was never on trial, followed a link that somebody passed on, and is a response like any other.
 */
export function isTrialResponse(
  { channel, startedOn }: Pick<Header, 'channel' | 'startedOn'>,
  { trialUntil }: Pick<PublishedSurvey, 'trialUntil'>,
  today: string,
): boolean {
  if (channel !== TRIAL || trialUntil === undefined) return false;
  // Whatever the device's clock says, the interview did not begin after it arrived.
  const begunOn = startedOn < today ? startedOn : today;
  return begunOn <= dayOf(new Date(trialUntil - 1));
}

/** Erases the trial responses of a survey now; returns how many. */
export async function eraseTrial(
  storage: Pick<Storage, 'countChannel' | 'eraseBefore'>,
  survey: string,
  today: string,
): Promise<number> {
  // Erasing rewrites the whole file.
  if ((await storage.countChannel(survey, TRIAL, today)) === 0) return 0;
  return await storage.eraseBefore(daysAfter(today, 1), survey, TRIAL);
}

interface TrialParts {
  readonly storage: Pick<Storage, 'countChannel' | 'eraseBefore'>;
  readonly surveys: Surveys;
  readonly now: () => Date;
  readonly background?: Background;
}

/** Erases trial responses once their trial is over: at the next look, and again at the first look after a restart. */
export function createTrials({ storage, surveys, now, background = createBackground() }: TrialParts) {
  const ended = new Set<string>();
  return {
    async eraseEnded(): Promise<void> {
      for (const [survey, { trialUntil }] of surveys) {
        const trial = `${survey} ${trialUntil}`;
        if (trialUntil === undefined || ended.has(trial) || now().getTime() < trialUntil + GRACE) continue;
        await background(
          'trials',
          async () => {
            await eraseTrial(storage, survey, dayOf(new Date(trialUntil)));
            ended.add(trial);
          },
          survey,
        );
      }
    },
  };
}
