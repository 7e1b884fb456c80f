import { isClosedOn, type OpenDays } from '../../../core/survey/closing.ts';

/** The reply of the endpoint about a survey. Days are YYYY-MM-DD. */
export interface OpenState {
  /** `undefined`: an endpoint of an earlier release, which says nothing about it. */
  readonly opensOn?: string | null;
  readonly closedFrom: string | null;
  /** Its trial responses are still stored. */
  readonly isOnTrial: boolean;
  /** The endpoint's clock, in milliseconds; `undefined` for an earlier release. */
  readonly now: number | undefined;
}

/** The days of the survey that hold: those of the endpoint, or those of the survey's file if it cannot be asked. */
export function daysThatHold(file: OpenDays, state: OpenState | undefined): OpenDays {
  if (!state) return file;
  const { opensOn = file.opensOn, closedFrom } = state;
  return { opensOn: opensOn ?? undefined, closedFrom: closedFrom ?? undefined };
}

/**
 * Returns whether the endpoint would refuse an interview since it was begun too late. Whatever this device's clock state then,
 * it was not begun after `today`.
 */
export function isTooLate({ closedFrom }: OpenDays, begunOn: string, today: string): boolean {
  return isClosedOn({ closedFrom }, begunOn < today ? begunOn : today);
}

/** Reads the reply for a survey; `undefined` if it is not the endpoint's. */
export function readOpenState(body: unknown, survey: string): OpenState | undefined {
  if (typeof body !== 'object' || body === null || !('survey' in body) || body.survey !== survey) return undefined;
  const closedFrom = 'closedFrom' in body ? body.closedFrom : undefined;
  const opensOn = 'opensOn' in body ? body.opensOn : undefined;
  const now = 'now' in body && typeof body.now === 'string' ? Date.parse(body.now) : Number.NaN;
  if (!isDayOrNull(closedFrom) || !(opensOn === undefined || isDayOrNull(opensOn))) return undefined;
  return {
    ...(opensOn !== undefined && { opensOn }),
    closedFrom,
    isOnTrial: 'isOnTrial' in body && body.isOnTrial === true,
    now: Number.isNaN(now) ? undefined : now,
  };
}

function isDayOrNull(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value));
}
