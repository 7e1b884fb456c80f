import { useCallback, useMemo, useState } from 'preact/hooks';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { languageAmong } from '../../ui/address/link.ts';
import { Lazy } from '../../ui/elements/lazy.tsx';
import { type DeskSurvey, type Me, meReply } from '../../wire/organiser/organiser-reply.ts';
import { type Called, createDeskClient, type DeskClient } from '../calls/desk-client.ts';
import { useCalled } from '../calls/use-called.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { addressTo, isSitePage, useAddress } from '../parts/desk-address.ts';
import { InDesk, useWords } from '../parts/desk-context.ts';
import { DeskFrame } from './desk-frame.tsx';
import { DeskHead } from './desk-head.tsx';
import { forgetToken, keepToken } from './kept-token.ts';
import { loadSurvey } from './load-survey.ts';
import { SignIn } from './sign-in.tsx';
import { loadGuide, SiteHead } from './site-head.tsx';

interface DeskAppProps {
  readonly token: string | undefined;
  /** Why a token is asked for, where there is something to say. */
  readonly statusText: string | undefined;
}

/** The desk: a token first, then the pages that it allows. */
export function DeskApp({ token: first, statusText: why }: DeskAppProps) {
  const words = useWords();
  const [token, setToken] = useState(first);
  const [statusText, setStatusText] = useState(why);
  const leave = useCallback((why: string) => {
    forgetToken();
    setStatusText(why);
    setToken(undefined);
  }, []);
  const enter = (given: string) => {
    keepToken(given);
    setStatusText(undefined);
    setToken(given);
  };
  const { page, query } = useAddress();
  if (token === undefined && page === 'guide')
    return (
      <DeskFrame>
        <Lazy load={loadGuide} words={words} kind="screen">
          {({ GuidePage }) => <GuidePage part={query.get('part')} />}
        </Lazy>
      </DeskFrame>
    );
  if (token === undefined)
    return (
      <DeskFrame>
        <SignIn statusText={statusText} onToken={enter} />
      </DeskFrame>
    );
  return <Opened key={token} token={token} leave={leave} />;
}

interface OpenedProps {
  readonly token: string;
  readonly leave: (why: string) => void;
}

function Opened({ token, leave }: OpenedProps) {
  const words = useWords();
  const { signedOut, loading } = words.desk;
  const client = useMemo(
    () => createDeskClient(token, () => leave(signedOut.invalid)),
    [token, leave, signedOut.invalid],
  );
  const { page, query } = useAddress();
  const asked = query.get('s');
  const { called, again } = useCalled(
    (signal) => openDesk(client, { asked, language: words.language, isOfSite: isSitePage(page) }, signal),
    [client, isSitePage(page) ? null : asked, words.language, isSitePage(page)],
  );
  if (!called)
    return (
      <DeskFrame>
        <p class="loading">{loading}</p>
      </DeskFrame>
    );
  if (called.kind !== 'ok')
    return (
      <DeskFrame>
        <CallFailure called={called} again={again} />
        {asked === null ? null : (
          <p>
            <a href={addressTo('surveys', {})}>{words.desk.otherSurvey}</a>
          </p>
        )}
      </DeskFrame>
    );
  const { me, of } = called.value;
  const close = () => leave(signedOut.closed);
  if (!of || isSitePage(page))
    return (
      <InDesk value={{ client, me, words }}>
        <SiteHead page={isSitePage(page) ? page : 'surveys'} query={query} leave={close} />
      </InDesk>
    );
  return (
    <InDesk value={{ client, me, survey: of.survey, isHome: of.entry.isHome === true, words }}>
      <DeskHead page={page} query={query} entries={me.surveys} leave={close} />
    </InDesk>
  );
}

interface OpenedDesk {
  readonly me: Me;
  /** The survey that the page is about, where it is about one. */
  readonly of?: { readonly entry: DeskSurvey; readonly survey: Survey };
}

interface Opening {
  /** The survey that the address names, if any. */
  readonly asked: string | null;
  readonly language: string;
  /** The page is of no survey: none is loaded. */
  readonly isOfSite: boolean;
}

/**
 * Asks what the token allows, then loads the survey that is asked for, or the first of those that it allows. There may be none yet: then
 * the page of surveys is shown, to those who may see it.
 */
async function openDesk(
  client: DeskClient,
  { asked, language, isOfSite }: Opening,
  signal: AbortSignal,
): Promise<Called<OpenedDesk>> {
  const me = await client.get('/api/organiser/me', meReply, signal);
  if (me.kind !== 'ok') return me;
  const { surveys } = me.value;
  if (isOfSite || (surveys.length === 0 && asked === null)) return { kind: 'ok', value: { me: me.value } };
  const entry = asked === null ? surveys[0] : surveys.find(({ id }) => id === asked);
  if (!entry) return { kind: 'refused', code: 'not-found' } as const;
  const survey = await loadSurvey(entry, languageAmong(entry.languages, language), signal);
  if (survey.kind !== 'ok') return survey;
  return { kind: 'ok', value: { me: me.value, of: { entry, survey: survey.value } } };
}
