import * as v from 'valibot';
import { isCalendarDate } from '../../wire/envelope.ts';
import { CannotStart } from '../process/cannot-start.ts';
import { newToken } from './first-token.ts';
import { FIRST_NAME, tokenDigest } from './keyring.ts';
import { SCOPES, type Scope } from './scopes.ts';
import { changeTokens, readTokens, TOKEN_NAME } from './token-file.ts';

export interface NewToken {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** The last day on which it opens anything. */
  readonly until: string;
}

/** The words after `token add`: `NAME --scope SCOPE[,SCOPE] --until YYYY-MM-DD`. Nothing when they are written otherwise. */
export function newTokenIn(words: readonly string[]): NewToken | undefined {
  const [name = '', scope, names = '', last, until = '', ...rest] = words;
  const scopes = v.safeParse(v.array(v.picklist(SCOPES)), names.split(','));
  const isWell = TOKEN_NAME.test(name) && scope === '--scope' && last === '--until' && rest.length === 0;
  if (!isWell || !scopes.success || !isCalendarDate(until)) return undefined;
  return { name, scopes: SCOPES.filter((one) => scopes.output.includes(one)), until };
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
