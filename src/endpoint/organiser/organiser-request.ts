import type { MiddlewareHandler } from 'hono';
import * as v from 'valibot';
import { hasForbiddenCharacter } from '../../core/answering/text-check.ts';
import { isCalendarDate } from '../../wire/envelope.ts';
import type { Bounds } from '../columns/flag-columns.ts';
import { jsonIn, readBody } from '../http/body.ts';
import { refuse } from '../http/reply.ts';
import type { OrganiserEnv } from '../tokens/token-audit.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const MOST_REASON_BYTES = 1_000;

/** Why something is done, as the organiser typed it. */
export const reason = v.pipe(
  v.string(),
  v.check((text) => text.trim() !== '' && !hasForbiddenCharacter(text)),
  v.maxBytes(MOST_REASON_BYTES),
);
const ids = v.pipe(v.array(v.string()), v.minLength(1));

/** Excludes responses by ids, or by a flag under the bounds with which it was shown. */
export const setAsideSchema = v.union([
  v.strictObject({ survey: v.string(), reason, ids }),
  v.strictObject({
    survey: v.string(),
    reason,
    flag: v.string(),
    /** How many had it when it was decided: with another number nothing is done. */
    responses: v.optional(count),
    burst: v.optional(count),
    volumes: v.optional(v.record(v.string(), count), {}),
    /** Those that have come since midnight too. */
    today: v.optional(v.boolean(), false),
  }),
]);

/** Reinstates responses by ids, or all that were excluded for this reason, on one day alone if it is given. */
export const takeBackSchema = v.union([
  v.strictObject({ survey: v.string(), ids }),
  v.strictObject({
    survey: v.string(),
    reason: v.string(),
    day: v.optional(v.pipe(v.string(), v.check(isCalendarDate))),
  }),
]);

/** The receipt code, as somebody wrote or pasted it. */
export const eraseSchema = v.strictObject({ code: v.string() });

/** Refuses a request whose body does not match the schema; its handler reads the body by `c.req.valid('json')`. */
export function jsonAs<S extends v.GenericSchema<unknown, object>>(
  schema: S,
): MiddlewareHandler<OrganiserEnv, string, { in: { json: unknown }; out: { json: v.InferOutput<S> } }> {
  return async (c, next) => {
    if (!/^application\/json\b/i.test(c.req.header('Content-Type') ?? '')) return refuse('batch.unreadable');
    const body = await readBody(c.req.raw);
    const parsed = v.safeParse(schema, body.kind === 'bytes' ? jsonIn(body.bytes) : undefined);
    if (!parsed.success) return refuse('batch.unreadable');
    c.req.addValidatedData('json', parsed.output);
    return await next();
  };
}

const boundsSchema = v.object({ burst: v.optional(count), volumes: v.record(v.string(), count) });

/** `?burst=40&volume.region=1`; nothing when one of them is no count. With `&today=1` what has come since midnight is looked at too. */
export function boundsIn(search: URLSearchParams, now: string): Bounds | undefined {
  const { today } = Object.fromEntries(search);
  if (today !== undefined && today !== '1') return undefined;
  const asked = [...search].filter(([name]) => name !== 'today');
  const given = asked.map(([name, text]) => [name, Number(text)] as const);
  const volumes = given.flatMap(([name, value]) =>
    name.startsWith('volume.') ? [[name.slice(7), value] as const] : [],
  );
  const burst = given.find(([name]) => name === 'burst')?.[1];
  const known = given.every(([name]) => name === 'burst' || name.startsWith('volume.'));
  const parsed = v.safeParse(boundsSchema, {
    ...(burst === undefined ? {} : { burst }),
    volumes: Object.fromEntries(volumes),
  });
  return known && parsed.success ? toBounds({ ...parsed.output, today: today !== undefined }, now) : undefined;
}

type BoundsRequest = v.InferOutput<typeof boundsSchema> & { readonly today: boolean };

export function toBounds(given: BoundsRequest, now: string): Bounds {
  return {
    ...(given.today ? {} : { before: now }),
    ...(given.burst === undefined ? {} : { burst: given.burst }),
    volumes: new Map(Object.entries(given.volumes)),
  };
}
