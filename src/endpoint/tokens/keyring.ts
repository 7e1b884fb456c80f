import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import type { SurveyLimit } from '../../wire/organiser/survey-limit.ts';
import { keepFirst } from '../process/create-once.ts';
import type { NamedToken } from '../storage/survey-storage.ts';
import { SCOPES, type Scope } from './scopes.ts';

/** A token's name in the journal, and what it allows. */
export interface Holder {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** The last day on which it is valid; absent for the token that allows everything, which has no end. */
  readonly until?: string;
  /** The surveys that it may see; `null` for all of them. */
  readonly surveys: SurveyLimit;
}

export type Keyring = ReturnType<typeof createKeyring>;

/** The name of the token that allows everything. */
export const FIRST_NAME = 'organiser';
/** Names that the desk and the log show for the host. */
export const RESERVED_NAMES: readonly string[] = [FIRST_NAME, 'host'];

interface TokenEntry extends Holder {
  readonly digest: Buffer;
}

export function createKeyring(firstToken: string, tokens: readonly NamedToken[]) {
  const first: TokenEntry = {
    name: FIRST_NAME,
    scopes: SCOPES,
    surveys: null,
    digest: Buffer.from(tokenDigest(firstToken), 'hex'),
  };
  const withFirst = (named: readonly NamedToken[]) => [
    first,
    ...named.map(
      ({ name, scopes, until, surveys, digest }): TokenEntry => ({
        name,
        // A later release may have other scopes, which are ignored here.
        scopes: SCOPES.filter((scope) => scopes.includes(scope)),
        until,
        surveys,
        digest: Buffer.from(digest, 'hex'),
      }),
    ),
  ];
  let known = withFirst(tokens);
  return {
    /** `undefined` for a token that is wrong, revoked or expired. */
    holderOf(request: Request, day: string): Holder | undefined {
      const [, given] = /^Bearer +(.+)$/i.exec(request.headers.get('Authorization') ?? '') ?? [];
      if (given === undefined) return undefined;
      const digest = Buffer.from(tokenDigest(given), 'hex');
      // All are compared, in constant time, so that timing reveals nothing.
      const [found] = known.filter((one) => timingSafeEqual(one.digest, digest));
      return found && (found.until === undefined || day <= found.until) ? found : undefined;
    },
    replace(named: readonly NamedToken[]): void {
      known = withFirst(named);
    },
  };
}

export function tokenDigest(token: string): string {
  return hash('sha256', token, 'hex');
}

/**
 * Returns the token that allows everything. It is made at the first start, which shows it once, and only the owner of the process can
 * read it.
 */
export async function firstTokenIn(dataDir: string) {
  const { text, isNew } = await keepFirst(join(dataDir, 'organiser-token'), newToken());
  return { token: text, isNew };
}

/** 192 random bits cannot be guessed, so a plain digest is enough to store it. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}
