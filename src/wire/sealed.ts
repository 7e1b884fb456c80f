import * as v from 'valibot';
import type { Frozen } from '../core/survey/survey-parts.ts';
import { type Envelope, headerEntries } from './envelope.ts';

/** The part of a sealed envelope that is not encrypted. */
export type SealedHeader = Omit<Envelope, 'answers'>;

export type SealedEnvelope = SealedHeader & { readonly sealed: Sealed };

const base64url = (length: number) => v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/), v.length(length));

/** The encrypted answers: a random content key encrypts them, and is wrapped for each recipient. */
const sealedSchema = v.strictObject({
  v: v.literal(1),
  to: v.pipe(
    v.array(
      v.strictObject({
        key: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
        /** A point of P-256. */
        enc: base64url(87),
        /** 32 bytes and the tag. */
        wrapped: base64url(64),
      }),
    ),
    v.minLength(1),
    v.maxLength(4),
  ),
  body: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/)),
});

export type Sealed = Frozen<v.InferOutput<typeof sealedSchema>>;

const { answers: _, ...header } = headerEntries;

export const sealedEnvelopeSchema = v.strictObject({ ...header, sealed: sealedSchema });
