import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import { endPreviewsOf } from '../../endpoint/publishing/draft-links.ts';
import type { Storage } from '../../endpoint/storage/storage.ts';
import type { NamedToken } from '../../endpoint/storage/survey-storage.ts';
import { newToken, RESERVED_NAMES, tokenDigest } from '../../endpoint/tokens/keyring.ts';
import { SCOPES, TOKEN_NAME } from '../../endpoint/tokens/scopes.ts';
import { dayOf } from '../../wire/day.ts';
import { LIMIT } from '../../wire/organiser/survey-limit.ts';
import { withNewStorage } from './command.ts';
import { type Command, DAY_VALUE } from './command-line.ts';

/** Commands for tokens, which work at once; one may be added before the first start. */
export const TOKEN_COMMANDS: Readonly<Record<string, Command>> = {
  'token add': {
    words: [{ name: 'NAME', accepts: (name) => TOKEN_NAME.test(name) }],
    options: {
      scope: {
        value: {
          name: `${SCOPES.join('|')}[,…]`,
          accepts: (scopes) => scopes.split(',').every((one) => SCOPES.some((scope) => scope === one)),
        },
        isRequired: true,
      },
      until: { value: DAY_VALUE, isRequired: true },
      survey: { value: { name: 'ID|PREFIX*[,…]', accepts: (text) => text.split(',').every((one) => LIMIT.test(one)) } },
    },
    run: async ({ words: [name = ''], options }, settings) => {
      const { scope = '', until = '', survey } = options;
      const asked = scope.split(',');
      const scopes = SCOPES.filter((one) => asked.includes(one));
      const wanted = { name, scopes, until, surveys: survey?.split(',') ?? null };
      const says = await withNewStorage(settings, (storage) => addToken(storage, wanted, dayOf(new Date())));
      const record = { use: 'token add', name, scopes: scopes.join(','), until, ...(survey && { survey }) };
      return { says, record };
    },
  },
  'token list': {
    run: async (_, settings) => ({
      says: await withNewStorage(settings, (storage) => listTokens(storage, dayOf(new Date()))),
    }),
  },
  'token revoke': {
    words: [{ name: 'NAME' }],
    run: async ({ words: [name = ''] }, settings) => {
      await withNewStorage(settings, async (storage) => {
        if (!(await storage.revokeToken(name))) throw new CannotStart(`no token is named ${name}`);
        await endPreviewsOf(storage, name);
      });
      return { says: `revoked ${name}: it opens nothing any more`, record: { use: 'token revoke', name } };
    },
  },
};

/** Returns the token, which is not stored. */
async function addToken(
  storage: Pick<Storage, 'addToken'>,
  { name, scopes, until, surveys }: Omit<NamedToken, 'digest'>,
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

async function listTokens(storage: Pick<Storage, 'look'>, today: string): Promise<string> {
  const { tokens } = await storage.look();
  const lines = tokens.map(({ name, scopes, until, surveys, usedOn }) => {
    const limit = surveys === null ? '' : ` for ${surveys.join(',')}`;
    return `${name} ${scopes.join(',')}${limit} until ${until}${until < today ? ', past' : ''}, ${usedOn === null ? 'never used' : `last used ${usedOn}`}`;
  });
  return lines.length > 0 ? lines.join('\n') : 'no named token';
}
