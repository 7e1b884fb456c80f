import { useCallback, useMemo, useState } from 'preact/hooks';
import { languageAmong } from '../../ui/address/link.ts';
import { createDeskClient, type DeskClient } from '../calls/desk-client.ts';
import { meReply } from '../calls/desk-reply.ts';
import { useCalled } from '../calls/use-called.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import type { DeskWords } from '../words/desk-words.ts';
import { useAddress } from './desk-address.ts';
import { DeskFrame } from './desk-frame.tsx';
import { DeskHead } from './desk-head.tsx';
import { forgetToken, keepToken } from './kept-token.ts';
import { loadSurvey } from './load-survey.ts';
import { SignIn } from './sign-in.tsx';

interface DeskAppProps {
  readonly words: DeskWords;
  readonly token: string | undefined;
  /** Why a token is asked for, where there is something to say. */
  readonly said: string | undefined;
}

/** The desk: a token first, then the pages that it allows. */
export function DeskApp({ words, token: first, said: why }: DeskAppProps) {
  const [token, setToken] = useState(first);
  const [said, setSaid] = useState(why);
  const leave = useCallback((why: string) => {
    forgetToken();
    setSaid(why);
    setToken(undefined);
  }, []);
  const enter = (given: string) => {
    keepToken(given);
    setSaid(undefined);
    setToken(given);
  };
  if (token === undefined)
    return (
      <DeskFrame words={words}>
        <SignIn words={words} said={said} onToken={enter} />
      </DeskFrame>
    );
  return <Opened key={token} token={token} words={words} leave={leave} />;
}

interface OpenedProps {
  readonly token: string;
  readonly words: DeskWords;
  readonly leave: (why: string) => void;
}

function Opened({ token, words, leave }: OpenedProps) {
  const { signedOut, loading } = words.desk;
  const client = useMemo(
    () => createDeskClient(token, () => leave(signedOut.invalid)),
    [token, leave, signedOut.invalid],
  );
  const { page, query } = useAddress();
  const asked = query.get('s');
  const { called, again } = useCalled(
    (signal) => openDesk(client, { asked, language: words.language }, signal),
    [client, asked, words.language],
  );
  if (!called)
    return (
      <DeskFrame words={words}>
        <p class="loading">{loading}</p>
      </DeskFrame>
    );
  if (called.kind !== 'ok')
    return (
      <DeskFrame words={words}>
        <CallFailure called={called} words={words} again={again} />
      </DeskFrame>
    );
  const { me, entry, survey } = called.value;
  const desk = { client, me, survey, isHome: entry.isHome === true, words };
  return <DeskHead desk={desk} page={page} query={query} entries={me.surveys} leave={() => leave(signedOut.closed)} />;
}

interface Opening {
  /** The survey that the address names, if any. */
  readonly asked: string | null;
  readonly language: string;
}

/** Asks what the token allows, then loads the survey that is asked for, or the first of those that it allows. */
async function openDesk(client: DeskClient, { asked, language }: Opening, signal: AbortSignal) {
  const me = await client.get('/api/organiser/me', meReply, signal);
  if (me.kind !== 'ok') return me;
  const { surveys } = me.value;
  const entry = asked === null ? surveys[0] : surveys.find(({ id }) => id === asked);
  if (!entry) return { kind: 'refused', code: 'not-found' } as const;
  const survey = await loadSurvey(entry, languageAmong(entry.languages, language), signal);
  if (survey.kind !== 'ok') return survey;
  return { kind: 'ok', value: { me: me.value, entry, survey: survey.value } } as const;
}
