import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Surveys } from '../../authoring/published-surveys.ts';
import type { Holder } from './keyring.ts';

/** One use of a token, in our own names and numbers: no user input and no answer. */
export interface Use extends Facts {
  /** The name of the token. */
  readonly by: string;
  /** Such as `GET organiser/participation/:survey`. */
  readonly use: string;
  readonly status?: number;
}

/** Details that a call adds to its line. */
export interface Facts {
  readonly survey?: string;
  readonly format?: string;
  /** The kind of the flag. */
  readonly flag?: string;
  /** The items of a crossing that is made public, or is no longer. */
  readonly crossing?: string;
  /** The request includes today's responses: repeated, it shows when each one arrived. */
  readonly today?: 'yes';
  /** The number of responses that were returned or changed. */
  readonly responses?: number;
  /** The decision on a comment. */
  readonly decision?: string;
  /** The number of texts that were returned or decided on. */
  readonly comments?: number;
  /** The same for addresses left for a contact. */
  readonly contacts?: number;
  /** The name of a token that was given, prolonged or revoked. */
  readonly token?: string;
  /** A file of a draft, whose name is one of a closed list. */
  readonly file?: string;
  /** Days that were set. */
  readonly lastDay?: string;
  readonly finalOn?: string;
  /** A dry run. */
  readonly dry?: 'yes';
  /** The code of a refusal. */
  readonly refused?: string;
  /** `no` if the client disconnected before the end, or the storage failed. */
  readonly whole?: 'yes' | 'no';
}

/** Adds details to the line of this use, or writes a second line if the first is already written, as in a long export. */
export type Note = (facts: Facts) => void;

export interface OrganiserEnv {
  readonly Variables: {
    readonly holder: Holder;
    /** The surveys that the token may see: a call finds no other. */
    readonly surveys: Surveys;
    readonly note: Note;
  };
}

/** Middleware that passes one line for each use to `audit`. */
export function auditing(audit: (use: Use) => void): MiddlewareHandler<OrganiserEnv> {
  return async (c, next) => {
    const use = { by: c.get('holder').name, use: nameOf(callOf(c)) };
    let facts: Facts = {};
    let isWritten = false;
    c.set('note', (more) => {
      facts = { ...facts, ...more };
      if (isWritten) audit({ ...use, ...facts });
    });
    await next();
    audit({ ...use, ...facts, status: c.res.status });
    isWritten = true;
  };
}

/** Returns the route, such as `GET /api/organiser/participation/:survey`, never the requested path; `undefined` if there is no such route. */
export function callOf(c: Context): string | undefined {
  const route = matchedRoutes(c).findLast(({ method }) => method !== 'ALL');
  return route && `${route.method} ${route.path}`;
}

/** Returns a call's short name for the journal. */
export function nameOf(call: string | undefined): string {
  return call?.replace('/api/', '') ?? 'unknown';
}

/** Calls `end` with whether everything was sent. After a disconnection (`left`) less may have been sent, without an error. */
export async function* tellingEnd<T>(
  parts: AsyncIterable<T>,
  left: AbortSignal,
  end: (whole: 'yes' | 'no') => void,
): AsyncGenerator<T> {
  let isDone = false;
  try {
    yield* parts;
    isDone = true;
  } finally {
    end(isDone && !left.aborted ? 'yes' : 'no');
  }
}
