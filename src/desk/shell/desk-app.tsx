import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { Button } from '../../ui/elements/button.tsx';
import { Lazy } from '../../ui/elements/lazy.tsx';
import { dayOf } from '../../wire/day.ts';
import { type DeskSurvey, type Me, meReply } from '../../wire/organiser/organiser-reply.ts';
import { type Called, createDeskClient, type DeskClient } from '../calls/desk-client.ts';
import { loadSurvey } from '../calls/load-survey.ts';
import { useCalled } from '../calls/use-called.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { addressTo, isSitePage, useAddress } from '../parts/desk-address.ts';
import { InDesk, LOOPBACK, may, useWords } from '../parts/desk-context.ts';
import { useKept } from '../parts/use-kept.ts';
import { DeskFrame } from './desk-frame.tsx';
import { DeskHead } from './desk-head.tsx';
import { forgetToken, keepToken } from './kept-token.ts';
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
  if (token === undefined)
    return (
      <DeskFrame>
        {page === 'guide' ? (
          <Lazy load={loadGuide} words={words} kind="screen">
            {({ GuidePage }) => <GuidePage part={query.get('part')} />}
          </Lazy>
        ) : (
          <SignIn statusText={statusText} onToken={enter} />
        )}
      </DeskFrame>
    );
  return <Opened key={token} token={token} leave={leave} />;
}

function Opened({ token, leave }: { readonly token: string; readonly leave: (why: string) => void }) {
  const words = useWords();
  const { signedOut, loading } = words.desk;
  const client = useMemo(
    () => createDeskClient(token, () => leave(signedOut.invalid)),
    [token, leave, signedOut.invalid],
  );
  const { page, query } = useAddress();
  const [isTodayPut, putToday] = useKept('barometre-today');
  const asked = query.get('s');
  const [chosen, setChosen] = useState<string>();
  const { called, again } = useCalled(
    (signal) => openDesk(client, { asked, language: words.language, isOfSite: isSitePage(page) }, signal),
    // After midnight it is another day.
    [client, isSitePage(page) ? null : asked, words.language, isSitePage(page), dayOf(new Date())],
  );
  if (called?.kind !== 'ok')
    return (
      <DeskFrame>
        {called ? <CallFailure called={called} again={again} /> : <p class="loading">{loading}</p>}
        {called && asked !== null ? (
          <p>
            <a href={addressTo('surveys', {})}>{words.desk.otherSurvey}</a>
          </p>
        ) : null}
      </DeskFrame>
    );
  const { me, of } = called.value;
  // The laptop's own address leads nowhere on a tablet.
  const origin = chosen ?? (LOOPBACK.test(location.hostname) ? me.origins?.[0] : undefined) ?? location.origin;
  const site = { client, me, words, origin, chooseOrigin: setChosen };
  const close = () => leave(signedOut.closed);
  const today = { withToday: isTodayPut ?? may({ me }, 'read'), putToday };
  if (!of || isSitePage(page))
    return (
      <InDesk value={site}>
        <SiteHead page={isSitePage(page) ? page : 'surveys'} query={query} leave={close} />
      </InDesk>
    );
  return (
    <InDesk value={{ ...site, ...today, survey: of.survey, isHome: of.entry.isHome === true, readAgain: again }}>
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
  const survey = await loadSurvey(client, entry, language, signal);
  if (survey.kind !== 'ok') return survey;
  return { kind: 'ok', value: { me: me.value, of: { entry, survey: survey.value } } };
}

interface SignInProps {
  /** Why one is here, where it is not for the first time. */
  readonly statusText?: string | undefined;
  readonly onToken: (token: string) => void;
}

function SignIn({ statusText, onToken }: SignInProps) {
  const { desk } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [isEmpty, setIsEmpty] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const token = field.current?.value.trim() ?? '';
    setIsEmpty(token === '');
    if (token === '') field.current?.focus();
    else onToken(token);
  };
  return (
    <form class="sign-in stack" onSubmit={submit} noValidate>
      <h1>{desk.signIn.title}</h1>
      {statusText ? (
        <p role="alert" class="notice">
          {statusText}
        </p>
      ) : null}
      <label for="token" class="strong">
        {desk.signIn.label}
      </label>
      <input
        ref={field}
        id="token"
        type="password"
        autocomplete="off"
        spellcheck={false}
        aria-describedby={isEmpty ? 'token-fault token-help' : 'token-help'}
        aria-invalid={isEmpty}
      />
      {isEmpty ? (
        <p id="token-fault" class="fault">
          {desk.signIn.empty}
        </p>
      ) : null}
      <p id="token-help" class="help">
        {desk.signIn.help}
      </p>
      <Button label={desk.signIn.title} type="submit" class="primary" />
      <p class="help">
        {desk.signIn.respondents} <a href="/">{desk.signIn.toSurvey}</a>
      </p>
    </form>
  );
}
