import { createPrivateKey, X509Certificate } from 'node:crypto';
import * as v from 'valibot';
import { log } from '../process/log.ts';
import { changePrivateFile, type PrivateFile, readPrivateFile } from '../process/private-file.ts';

/** The authority that the tablets of a machine have accepted, and the name of the machine that made it. */
const authority = v.strictObject({ machine: v.string(), certificate: v.string(), privateKey: v.string() });
export type Authority = Readonly<v.InferOutput<typeof authority>>;

const AUTHORITY: PrivateFile<Authority | null> = {
  name: 'local-authority.json',
  schema: v.nullable(v.pipe(authority, v.check(isPair))),
  empty: null,
  command: 'serve --https',
};

function isPair({ certificate, privateKey }: v.InferOutput<typeof authority>): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey));
  } catch {
    // OpenSSL throws a different error for each way in which a text is no key.
    return false;
  }
}

/** Returns the authority of a data folder; `null` if none was made. Throws `CannotStart`. */
export const readAuthority = (dataDir: string) => readPrivateFile(dataDir, AUTHORITY);

/** Returns the authority of a data folder, and makes another one if none is valid now. Throws `CannotStart`. */
export async function authorityIn(dataDir: string, machine: string, now: Date): Promise<Authority> {
  const kept = await readAuthority(dataDir);
  const { validFrom = '', validTo = '' } = kept ? new X509Certificate(kept.certificate) : {};
  if (kept && Date.parse(validFrom) <= now.getTime() && now.getTime() < Date.parse(validTo)) return kept;
  const { makeAuthority } = await import('./certificates.ts');
  const made = { machine, ...makeAuthority(`Baromètre – ${machine}`, now) };
  await changePrivateFile(dataDir, AUTHORITY, () => made);
  log('authority-made', {
    why: kept ? `the one before ended on ${validTo}` : 'there was none',
    so: 'each tablet has to accept it',
  });
  return made;
}
