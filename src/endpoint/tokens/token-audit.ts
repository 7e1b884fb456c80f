import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Surveys } from '../../authoring/published-surveys.ts';
import type { Holder } from './keyring.ts';

/** One use of a token, in names and numbers of ours: nothing that anyone wrote, and nothing that was answered. */
export interface Use extends Facts {
  /** The name of the token. */
  readonly by: string;
  /** `GET organiser/participation/:survey`. */
  readonly use: string;
  readonly status?: number;
}

/** What a call knows of itself. */
export interface Facts {
  readonly survey?: string;
  readonly format?: string;
  /** Its kind. */
  readonly flag?: string;
  /** The items of a crossing that everybody is to read, or no more. */
  readonly crossing?: string;
  /** An export that holds what has come since midnight: asked again, it tells when each response came. */
  readonly today?: 'yes';
  /** Those that were given, or changed. */
  readonly responses?: number;
  /** What was decided of a comment. */
  readonly decision?: string;
  /** Texts that were given, or decided on. */
  readonly comments?: number;
  /** The same of addresses left for a contact. */
  readonly contacts?: number;
  /** A file of a draft, whose name is one of a closed list. */
  readonly file?: string;
  /** Days that were set. */
  readonly lastDay?: string;
  readonly finalOn?: string;
  /** Looked at alone, and not done. */
  readonly dry?: 'yes';
  /** The code of a refusal. */
  readonly refused?: string;
  /** `no` when whoever asked left before the end, or the storage failed. */
  readonly whole?: 'yes' | 'no';
}

/** Adds to the line of this use; is another line when that one is written, as it is before a long export ends. */
export type Note = (facts: Facts) => void;

export interface OrganiserEnv {
  readonly Variables: {
    readonly holder: Holder;
    /** The surveys that the token may see: a call finds no other. */
    readonly surveys: Surveys;
    readonly note: Note;
  };
}

/** A line for each use, for `audit` to keep. */
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

/** `GET /api/organiser/participation/:survey`, as it stands in the code and never as it was written; nothing when there is no such call. */
export function callOf(c: Context): string | undefined {
  const route = matchedRoutes(c).findLast(({ method }) => method !== 'ALL');
  return route && `${route.method} ${route.path}`;
}

/** A call in one word of the journal. */
export function nameOf(call: string | undefined): string {
  return call?.replace('/api/', '') ?? 'unknown';
}

/** Says at the end whether everything has passed. Whoever has `left` may be given less, without an error. */
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
