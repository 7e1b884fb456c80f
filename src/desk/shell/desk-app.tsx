import { useCallback, useMemo, useState } from 'preact/hooks';
import { readAsked } from '../../ui/address/link.ts';
import { siteSurveys } from '../../ui/address/site-surveys.ts';
import { createDeskClient } from '../calls/desk-client.ts';
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
  const entries = useMemo(siteSurveys, []);
  const { entry, language } = readAsked(withLanguage(query, words.language), entries);
  const me = useCalled((signal) => client.get('/api/organiser/me', meReply, signal), [client]);
  const survey = useCalled(
    async (signal) => (entry ? loadSurvey(entry, language, signal) : ({ kind: 'refused', code: 'not-found' } as const)),
    [entry, language],
  );
  const again = () => {
    me.again();
    survey.again();
  };
  const failed = [me.called, survey.called].find((called) => called && called.kind !== 'ok');
  if (failed && failed.kind !== 'ok')
    return (
      <DeskFrame words={words}>
        <CallFailure called={failed} words={words} again={again} />
      </DeskFrame>
    );
  if (me.called?.kind !== 'ok' || survey.called?.kind !== 'ok')
    return (
      <DeskFrame words={words}>
        <p class="loading">{loading}</p>
      </DeskFrame>
    );
  const desk = {
    client,
    me: me.called.value,
    survey: survey.called.value,
    isFirst: survey.called.value.id === entries[0]?.id,
    words,
  };
  return <DeskHead desk={desk} page={page} query={query} entries={entries} leave={() => leave(signedOut.closed)} />;
}

function withLanguage(query: URLSearchParams, language: string): URLSearchParams {
  const asked = new URLSearchParams(query);
  asked.set('lang', language);
  return asked;
}
