import { newTokenReply } from '../../wire/organiser/survey-reply.ts';
import type { Called } from '../calls/desk-client.ts';
import { DataForm, FieldGroup } from '../parts/data-form.tsx';
import { SCOPE_NAMES, useSite } from '../parts/desk-context.ts';
import { type FieldValues, type FormField, Labelled } from '../parts/fields.tsx';
import type { MadeToken } from './new-token.tsx';

const NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;
const LIMITS = /^([a-z0-9][a-z0-9-]{0,63}\*?)?$/;

function limitsIn(surveys = ''): readonly string[] {
  return surveys.split(/[\s,]+/).filter(Boolean);
}

function scopesIn(given: FieldValues): readonly string[] {
  return SCOPE_NAMES.filter((scope) => given[scope] === 'on');
}

export function TokenForm({ onMade }: { readonly onMade: (made: MadeToken) => void }) {
  const { client, words, me } = useSite();
  const { colleagues: text } = words.desk;
  const fields: readonly FormField[] = [
    {
      name: 'name',
      label: text.name,
      isCode: true,
      help: text.nameHelp,
      fault: (name) => (NAME.test(name) ? undefined : text.nameHelp),
    },
    {
      name: 'until',
      label: text.columns.until,
      type: 'date',
      min: me.today,
      fault: (until) => (until < me.today ? text.noDay : undefined),
    },
    {
      name: 'surveys',
      label: text.surveys,
      isCode: true,
      help: text.surveysHelp,
      fault: (surveys) => (limitsIn(surveys).every((one) => LIMITS.test(one)) ? undefined : text.surveysWrong),
    },
  ];
  const scopes = SCOPE_NAMES.map(
    (name, place): FormField => ({
      name,
      label: (
        <span>
          <strong>{text.scopes[name]}</strong> · {text.scopeHelp[name]}
        </span>
      ),
      type: 'checkbox',
      fault: (_, given) => (place === 0 && scopesIn(given).length === 0 ? text.noScope : undefined),
    }),
  );
  const make = async (given: FieldValues): Promise<Called<unknown>> => {
    const { name = '', until, surveys } = given;
    const limits = limitsIn(surveys);
    const token = { name, until, scopes: scopesIn(given), surveys: limits.length > 0 ? limits : null };
    const called = await client.post('/api/organiser/tokens', token, newTokenReply);
    if (called.kind === 'ok') onMade({ name, token: called.value.token });
    return called;
  };
  return (
    <section aria-labelledby="give">
      <h2 id="give">{text.give}</h2>
      <DataForm
        class="token-form"
        fields={[...fields, ...scopes]}
        submit={({ name }) => text.make(name || '…')}
        save={make}
        emptied="name"
        note={<span class="help">{text.once}</span>}
      >
        {(form) => (
          <>
            {fields.map((field) => (
              <Labelled key={field.name} field={field} form={form} />
            ))}
            <FieldGroup legend={text.columns.may} fields={scopes} form={form} />
            {form.given.comments && form.given.read ? <p class="notice">{text.link}</p> : null}
          </>
        )}
      </DataForm>
    </section>
  );
}
