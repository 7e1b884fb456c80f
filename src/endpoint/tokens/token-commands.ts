import { CannotStart } from '../process/cannot-start.ts';
import { newToken } from './first-token.ts';
import { FIRST_NAME, tokenDigest } from './keyring.ts';
import type { Scope } from './scopes.ts';
import { changeTokens, readTokens } from './token-file.ts';

export interface NewToken {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** The last day on which it opens anything. */
  readonly until: string;
}

/** Gives the token, which is kept nowhere. */
export async function addToken(dataDir: string, wanted: NewToken, today: string): Promise<string> {
  const { name, scopes, until } = wanted;
  if (until < today) throw new CannotStart(`${until} is past: such a token opens nothing`);
  const token = newToken();
  await changeTokens(dataDir, (tokens) => {
    if (name === FIRST_NAME || tokens.some((one) => one.name === name))
      throw new CannotStart(`there is a token named ${name}: take another name, or revoke it first`);
    return [...tokens, { name, digest: tokenDigest(token), scopes: [...scopes], until }];
  });
  return token;
}

export async function revokeToken(dataDir: string, name: string): Promise<void> {
  await changeTokens(dataDir, (tokens) => {
    if (!tokens.some((one) => one.name === name)) throw new CannotStart(`no token is named ${name}`);
    return tokens.filter((one) => one.name !== name);
  });
}

/** A line each. */
export async function listTokens(dataDir: string, today: string): Promise<string> {
  const tokens = await readTokens(dataDir);
  const lines = tokens.map(
    ({ name, scopes, until }) => `${name} ${scopes.join(',')} until ${until}${until < today ? ', past' : ''}`,
  );
  return lines.length > 0 ? lines.join('\n') : 'no named token';
}
