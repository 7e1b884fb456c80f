import * as v from 'valibot';

/*
 * The public keys of a survey, in its `notice.json`. If there are any, a shared tablet encrypts interviews before it writes them. The
 * `keys` command makes them and prints this part of the file.
 */

const day = v.pipe(v.string(), v.isoDate());

export const sealingKey = v.strictObject({
  /** The first 8 bytes of the SHA-256 of the key, in hexadecimal. */
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  /** The 65 bytes of a point of P-256, in base64url. */
  key: v.pipe(v.string(), v.regex(/^B[A-Za-z0-9_-]{86}$/)),
  /** The endpoint holds the private key of `opener`; that of `backup` is kept elsewhere, in case the other is lost. */
  holder: v.picklist(['opener', 'backup']),
  /** Pending until then. */
  from: day,
  /** From this day on nothing is sealed to it; what was sealed before still opens. */
  retiredFrom: v.optional(day),
});

export const sealingSchema = v.pipe(
  v.strictObject({ keys: v.array(sealingKey) }),
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
 * Returns the recipients of a day: each holder's newest key that has begun and is not retired. If there is none, the first future
 * key is used, since the device's clock may be wrong by years.
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
