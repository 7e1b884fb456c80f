import type { FactValues } from '../../core/survey/typology-schema.ts';
import type { Envelope } from '../../wire/envelope.ts';
import type { Problem } from '../../wire/problem.ts';

/** The delivery state of a response. */
export interface Delivery {
  /** `erasing`: deleted on this device, but the erasure is not yet confirmed by the endpoint. */
  readonly state: 'device' | 'sending' | 'received' | 'refused' | 'erasing' | 'erased';
  /** When it was received, in milliseconds since the epoch; the device's clock. */
  readonly at?: number;
  readonly problem?: Problem;
}

/** A card that the respondent may find again after finishing, until it is erased. It is never kept in field mode. */
export interface FinishedResponse extends Pick<Envelope, 'id' | 'survey' | 'revision' | 'language' | 'sequence'> {
  readonly secret: string;
  /** The card is drawn from these; the answers themselves are gone. */
  readonly facts: FactValues;
  /** The answer to the survey's stratum question, for the comparison. */
  readonly stratum?: string;
  /** Milliseconds since the epoch. */
  readonly finishedAt: number;
  readonly delivery: Delivery;
  /** The endpoint's database that received it, by the name it gave itself; absent where it gave none. */
  readonly epoch?: string;
}
