import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import type { Storage } from '../../endpoint/storage/storage.ts';
import { newToken } from '../../endpoint/tokens/first-token.ts';
import { RESERVED_NAMES, tokenDigest } from '../../endpoint/tokens/keyring.ts';
import type { Scope } from '../../endpoint/tokens/scopes.ts';
import type { SurveyLimit } from '../../endpoint/tokens/survey-limit.ts';

export interface NewToken {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** The last day on which it is valid. */
  readonly until: string;
  readonly surveys: SurveyLimit;
}

/** Returns the token, which is not stored. */
export async function addToken(
  storage: Pick<Storage, 'addToken'>,
  { name, scopes, until, surveys }: NewToken,
  today: string,
): Promise<string> {
  if (until < today) throw new CannotStart(`${until} is past: such a token opens nothing`);
  const token = newToken();
  const isAdded =
    !RESERVED_NAMES.includes(name) &&
    (await storage.addToken({ name, digest: tokenDigest(token), scopes, until, surveys }));
  if (!isAdded) throw new CannotStart(`there is a token named ${name}: take another name, or revoke it first`);
  return token;
}

export async function revokeToken(storage: Pick<Storage, 'revokeToken'>, name: string): Promise<void> {
  if (!(await storage.revokeToken(name))) throw new CannotStart(`no token is named ${name}`);
}

/** Writes a line for each token. */
export async function listTokens(storage: Pick<Storage, 'look'>, today: string): Promise<string> {
  const { tokens } = await storage.look();
  const lines = tokens.map(({ name, scopes, until, surveys, usedOn }) => {
    const limit = surveys === null ? '' : ` for ${surveys.join(',')}`;
    return `${name} ${scopes.join(',')}${limit} until ${until}${until < today ? ', past' : ''}, ${usedOn === null ? 'never used' : `last used ${usedOn}`}`;
  });
  return lines.length > 0 ? lines.join('\n') : 'no named token';
}
