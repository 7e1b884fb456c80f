import { useState } from 'preact/hooks';
import * as v from 'valibot';
import { type ColleagueToken, tokensReply } from '../../wire/organiser/survey-reply.ts';
import { ActButton } from '../parts/act.tsx';
import { CalledPart } from '../parts/called-part.tsx';
import { FoldedForm } from '../parts/data-form.tsx';
import { SCOPE_NAMES, useSite, useWords } from '../parts/desk-context.ts';
import { useGet } from '../parts/use-get.ts';
import { type MadeToken, ShownToken } from './new-token.tsx';
import { TokenForm } from './token-form.tsx';

/** Who may do what on which surveys, until when; for those whose own token allows everything. */
export function ColleaguesPage() {
  const { colleagues: text, site } = useWords().desk;
  const [made, setMade] = useState<MadeToken>();
  const asked = useGet('/api/organiser/tokens', tokensReply);
  const madeNow = (token: MadeToken) => {
    setMade(token);
    asked.again();
  };
  return (
    <div class="colleagues stack">
      <h1 tabIndex={-1}>{site.colleagues}</h1>
      {made ? <ShownToken made={made} onHide={() => setMade(undefined)} /> : null}
      <CalledPart asked={asked}>{({ tokens }) => <TokenTable tokens={tokens} onChange={asked.again} />}</CalledPart>
      <TokenForm onMade={madeNow} />
      <section aria-labelledby="lost">
        <h2 id="lost">{text.lost}</h2>
        <p>{text.lostHelp}</p>
      </section>
    </div>
  );
}

interface TokenTableProps {
  readonly tokens: readonly ColleagueToken[];
  readonly onChange: () => void;
}

function TokenTable({ tokens, onChange }: TokenTableProps) {
  const { colleagues: text } = useWords().desk;
  if (tokens.length === 0)
    return (
      <p>
        {text.none} <span class="help">{text.noneHelp}</span>
      </p>
    );
  return (
    <>
      <p class="help">{text.count(tokens.length)}</p>
      <div class="wide">
        <table class="tokens as-lines">
          <thead>
            <tr>
              <th scope="col">{text.columns.name}</th>
              <th scope="col">{text.columns.may}</th>
              <th scope="col">{text.columns.surveys}</th>
              <th scope="col">{text.columns.until}</th>
              <th scope="col">
                <span class="unseen">{text.columns.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((one) => (
              <TokenRow key={one.name} one={one} onChange={onChange} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function TokenRow({ one, onChange }: { readonly one: ColleagueToken; readonly onChange: () => void }) {
  const { client, words, me } = useSite();
  const { colleagues: text } = words.desk;
  const { name, scopes, until, surveys, usedOn } = one;
  const isOver = until < me.today;
  return (
    <tr class={isOver ? 'is-over' : ''}>
      <th scope="row">{name}</th>
      <td>
        <ul class="scopes row">
          {SCOPE_NAMES.filter((scope) => scopes.includes(scope)).map((scope) => (
            <li key={scope}>{text.scopes[scope]}</li>
          ))}
        </ul>
      </td>
      <td>
        <span class="without-heads">{words.desk.crossing.filter(text.columns.surveys, '')}</span>
        {surveys === null ? text.all : surveys.join(', ')}
      </td>
      <td>
        <span class="without-heads">{text.columns.until} </span>
        {words.date(until)} {isOver ? text.over : null}
        <p class="help">{usedOn === null ? text.neverUsed : text.usedOn(words.date(usedOn))}</p>
      </td>
      <td>
        <div class="row">
          <ProlongForm name={name} until={until} onDone={onChange} />
          <ActButton
            label={text.revoke}
            title={text.confirmRevoke}
            effects={[text.revokeEffects[0](name), text.revokeEffects[1]]}
            confirm={text.confirmRevoke}
            act={() => client.post('/api/organiser/tokens/revoke', { name }, v.object({}))}
            onDone={onChange}
          />
        </div>
      </td>
    </tr>
  );
}

interface ProlongFormProps {
  readonly name: string;
  readonly until: string;
  readonly onDone: () => void;
}

/** Another last day for a token, later or earlier. */
function ProlongForm({ name, until, onDone }: ProlongFormProps) {
  const { client, words, me } = useSite();
  const { colleagues: text } = words.desk;
  const fault = (day: string) => (day < me.today ? text.noDay : undefined);
  return (
    <FoldedForm
      open={
        <>
          {text.prolong}
          <span class="unseen"> {name}</span>
        </>
      }
      class="fields"
      fields={[{ name: 'until', label: text.columns.until, type: 'date', min: me.today, value: until, fault }]}
      submit={text.confirmProlong}
      save={(given) => client.post('/api/organiser/tokens/prolong', { name, until: given.until }, v.object({}))}
      onDone={onDone}
    />
  );
}
