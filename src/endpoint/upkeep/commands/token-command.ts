import { dayOf } from '../../../wire/day.ts';
import { SCOPES, type Scope } from '../../tokens/scopes.ts';
import { addToken, listTokens, revokeToken } from '../../tokens/token-commands.ts';
import { TOKEN_NAME } from '../../tokens/token-file.ts';
import { type Command, DAY_VALUE } from './command-line.ts';

/** Tokens for colleagues, which the endpoint knows at once. */
export const TOKEN_COMMANDS: Readonly<Record<string, Command>> = {
  'token add': {
    words: [{ name: 'NAME', accepts: (name) => TOKEN_NAME.test(name) }],
    options: {
      scope: {
        value: { name: `${SCOPES.join('|')}[,…]`, accepts: (scopes) => scopes.split(',').every(isScope) },
        isRequired: true,
      },
      until: { value: DAY_VALUE, isRequired: true },
    },
    help: 'makes a token and prints it, once',
    run: async ({ words: [name = ''], options }, { dataDir }) => {
      const { scope = '', until = '' } = options;
      const asked = scope.split(',');
      const scopes = SCOPES.filter((one) => asked.includes(one));
      const says = await addToken(dataDir, { name, scopes, until }, dayOf(new Date()));
      return { says, deed: { use: 'token add', name, scopes: scopes.join(','), until } };
    },
  },
  'token list': {
    help: 'lists the named tokens with what they allow and until when',
    run: async (_, { dataDir }) => ({ says: await listTokens(dataDir, dayOf(new Date())) }),
  },
  'token revoke': {
    words: [{ name: 'NAME' }],
    help: 'ends a token at once',
    run: async ({ words: [name = ''] }, { dataDir }) => {
      await revokeToken(dataDir, name);
      return { says: `revoked ${name}: it opens nothing any more`, deed: { use: 'token revoke', name } };
    },
  },
};

function isScope(text: string): text is Scope {
  return SCOPES.some((scope) => scope === text);
}
