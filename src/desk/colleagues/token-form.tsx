import { useState } from 'preact/hooks';
import { newTokenReply } from '../../wire/organiser/survey-reply.ts';
import type { Called } from '../calls/desk-client.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { SCOPE_NAMES, type SiteDesk, useSite } from '../parts/desk-context.ts';
import type { MadeToken } from './new-token.tsx';

const NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;
const LIMITS = /^([a-z0-9][a-z0-9-]{0,63}\*?)?$/;

interface AskedToken {
  readonly name: string;
  readonly until: string;
  readonly scopes: readonly string[];
  readonly surveys: readonly string[] | null;
}

/** Returns the first field that is not right. */
function faultOf({ name, until, scopes, surveys }: AskedToken, today: string): keyof AskedToken | undefined {
  if (!NAME.test(name)) return 'name';
  if (until < today) return 'until';
  if (surveys?.some((one) => !LIMITS.test(one))) return 'surveys';
  return scopes.length === 0 ? 'scopes' : undefined;
}

/** A token for a colleague: what it allows, on which surveys, until when. */
export function TokenForm({ onMade }: { readonly onMade: (made: MadeToken) => void }) {
  const { client, words, me } = useSite();
  const { colleagues: text } = words.desk;
  const [name, setName] = useState('');
  const [until, setUntil] = useState('');
  const [surveys, setSurveys] = useState('');
  const [scopes, setScopes] = useState<readonly string[]>([]);
  const [fault, setFault] = useState<keyof AskedToken>();
  const [failed, setFailed] = useState<Exclude<Called<unknown>, { kind: 'ok' }>>();
  const limits = surveys.split(/[\s,]+/).filter(Boolean);
  const isLinking = scopes.includes('comments') && scopes.includes('read');
  const make = async (event: SubmitEvent) => {
    event.preventDefault();
    const asked = { name, until, scopes, surveys: limits.length > 0 ? limits : null };
    const wrong = faultOf(asked, me.today);
    setFault(wrong);
    if (wrong) return;
    const called = await client.post('/api/organiser/tokens', asked, newTokenReply);
    setFailed(called.kind === 'ok' ? undefined : called);
    if (called.kind !== 'ok') return;
    setName('');
    onMade({ name, token: called.value.token });
  };
  return (
    <section aria-labelledby="give">
      <h2 id="give">{text.give}</h2>
      <form class="token-form stack" onSubmit={(event) => void make(event)} noValidate>
        <label>
          {text.name}
          <input
            type="text"
            value={name}
            autocapitalize="none"
            spellcheck={false}
            aria-invalid={fault === 'name'}
            onInput={({ currentTarget }) => setName(currentTarget.value.trim())}
          />
          <span class={fault === 'name' ? 'fault' : 'help'}>{text.nameHelp}</span>
        </label>
        <label>
          {text.until}
          <input
            type="date"
            min={me.today}
            value={until}
            aria-invalid={fault === 'until'}
            onInput={({ currentTarget }) => setUntil(currentTarget.value)}
          />
          {fault === 'until' ? <span class="fault">{text.noDay}</span> : null}
        </label>
        <label>
          {text.surveys}
          <input
            type="text"
            value={surveys}
            autocapitalize="none"
            spellcheck={false}
            aria-invalid={fault === 'surveys'}
            onInput={({ currentTarget }) => setSurveys(currentTarget.value)}
          />
          <span class={fault === 'surveys' ? 'fault' : 'help'}>
            {fault === 'surveys' ? text.surveysWrong : text.surveysHelp}
          </span>
        </label>
        <Scopes text={text} chosen={scopes} isFaulty={fault === 'scopes'} onChange={setScopes} />
        {isLinking ? <p class="notice">{text.link}</p> : null}
        {failed ? <CallFailure called={failed} /> : null}
        <div class="row">
          <button type="submit" class="primary">
            {text.make(name || '…')}
          </button>
          <span class="help">{text.once}</span>
        </div>
      </form>
    </section>
  );
}

interface ScopesProps {
  readonly text: SiteDesk['words']['desk']['colleagues'];
  readonly chosen: readonly string[];
  readonly isFaulty: boolean;
  readonly onChange: (chosen: readonly string[]) => void;
}

function Scopes({ text, chosen, isFaulty, onChange }: ScopesProps) {
  return (
    <fieldset>
      <legend>{text.may}</legend>
      {SCOPE_NAMES.map((scope) => {
        const isChosen = chosen.includes(scope);
        const toggle = () => onChange(isChosen ? chosen.filter((one) => one !== scope) : [...chosen, scope]);
        return (
          <label key={scope} class="check">
            <input type="checkbox" checked={isChosen} onChange={toggle} />
            <span>
              <strong>{text.scopes[scope]}</strong> · {text.scopeHelp[scope]}
            </span>
          </label>
        );
      })}
      {isFaulty ? <p class="fault">{text.noScope}</p> : null}
    </fieldset>
  );
}
