import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { CannotStart } from '../process/cannot-start.ts';
import { keepFirst } from '../process/create-once.ts';
import type { TextSecret } from './texts-apart.ts';

/* The secret behind the keys of texts: with it and the database one can find whose a text is. It is in no backup, response or log. */

/** It was once the secret of the moved counts too, which now have noise from the system. */
const FILE = 'disclosure.key';
const BYTES = 32;

/** From `DISCLOSURE_KEY` (64 hexadecimal digits), else from the data folder, where the first start makes one. Throws `CannotStart`. */
export async function textSecretIn(dataDir: string, given: string | undefined): Promise<TextSecret> {
  const text = given ?? (await keepFirst(join(dataDir, FILE), randomBytes(BYTES).toString('hex'))).text;
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new CannotStart(`${given === undefined ? FILE : 'DISCLOSURE_KEY'}: not 64 hexadecimal digits`);
  return textSecret(Buffer.from(text, 'hex'));
}

export function textSecret(secret: Uint8Array): TextSecret {
  return { forTexts: createHmac('sha256', secret).update('keys of texts').digest() };
}
