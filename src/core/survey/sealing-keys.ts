import * as v from 'valibot';

/*
 * The public keys of a survey, in its `notice.json`: with them, what a shared tablet holds is sealed before it is written. They are
 * made by the `keys` command, which prints what stands here.
 */

const day = v.pipe(v.string(), v.isoDate());

export const sealingKey = v.strictObject({
  /** The first 8 bytes of the SHA-256 of the key, in hexadecimal. */
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  /** The 65 bytes of a point of P-256, in base64url. */
  key: v.pipe(v.string(), v.regex(/^B[A-Za-z0-9_-]{86}$/)),
  /** `opener` opens what comes in; `backup` lies elsewhere, for the day on which the other is lost. */
  holder: v.picklist(['opener', 'backup']),
  /** Pending until then. */
  from: day,
  /** From then on nothing is sealed to it, and what was still opens. */
  retiredFrom: v.optional(day),
});

export const sealingSchema = v.pipe(
  v.strictObject({
    /** Earlier notices say so; there is no other value any more. */
    opens: v.optional(
      v.literal(
        'endpoint',
        'responses that the organiser alone opens are no longer supported: make new keys with keys make, and write the sealing that it prints',
      ),
    ),
    keys: v.array(sealingKey),
  }),
  v.check(({ keys }) => new Set(keys.map(({ id }) => id)).size === keys.length, 'a key appears twice'),
  v.check(
    ({ keys }) =>
      (['opener', 'backup'] as const).every((holder) => keys.some((key) => key.holder === holder && !key.retiredFrom)),
    'there are two recipients: a key that opens and a key in reserve, neither retired',
  ),
);

export type SealingKey = Readonly<v.InferOutput<typeof sealingKey>>;
export interface Sealing {
  readonly keys: readonly SealingKey[];
}

/**
 * To whom one seals on a day: the newest key of each holder that has begun and is not retired. A clock that is wrong by years
 * is no reason to seal to nobody, so that without such a key it is the first to come.
 */
export function recipientsOn({ keys }: Sealing, today: string): readonly SealingKey[] {
  return (['opener', 'backup'] as const).flatMap((holder) => {
    const newestFirst = keys
      .filter((key) => key.holder === holder)
      .sort((one, other) => (one.from > other.from ? -1 : 1));
    const alive = newestFirst.filter(({ retiredFrom }) => retiredFrom === undefined || today < retiredFrom);
    const chosen = alive.find(({ from }) => from <= today) ?? alive.at(-1);
    return chosen ? [chosen] : [];
  });
}
