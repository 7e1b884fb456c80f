import { createHash, createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Chance } from '../../core/results/noise.ts';
import type { KeySecret } from '../columns/response-key.ts';
import { CannotStart } from '../process/cannot-start.ts';
import { keepFirst } from '../process/create-once.ts';

/*
 * The secret behind every moved count. Whoever has it and the published tables can take the movements back, so that it is in no
 * backup, response, log or metric. It is never changed while a survey is open: the same people would be drawn twice.
 */

export interface DisclosureSecret extends KeySecret {
  /** What the keys of texts are made with: whoever has it and the database can find whose a text is. */
  readonly forTexts: Uint8Array;
  readonly chanceOf: (survey: string) => (stratum: string, ordinal: number) => Chance;
}

const FILE = 'disclosure.key';
const BYTES = 32;

/** From `DISCLOSURE_KEY` (64 hexadecimal digits), else from the data folder, where the first start makes one. Throws `CannotStart`. */
export async function disclosureSecretIn(dataDir: string, given: string | undefined): Promise<DisclosureSecret> {
  const text = given ?? (await keepFirst(join(dataDir, FILE), randomBytes(BYTES).toString('hex'))).text;
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new CannotStart(`${given === undefined ? FILE : 'DISCLOSURE_KEY'}: not 64 hexadecimal digits`);
  return disclosureSecret(Buffer.from(text, 'hex'));
}

export function disclosureSecret(secret: Uint8Array): DisclosureSecret {
  const digestOf = (purpose: string) => createHmac('sha256', secret).update(purpose).digest();
  const forDraws = digestOf('draws');
  return {
    digest: createHash('sha256').update(secret).digest('hex'),
    forKeys: digestOf('keys of responses'),
    forTexts: digestOf('keys of texts'),
    chanceOf: (survey) => (stratum, ordinal) => (keys) =>
      createHmac('sha256', forDraws)
        .update(JSON.stringify([survey, stratum, ordinal, keys]))
        .digest()
        .readUInt32BE() /
      2 ** 32,
  };
}
