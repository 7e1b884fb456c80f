import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import { type FlagEntry, type FlagsReply, flagsReply, setAsideReply } from '../../wire/organiser/organiser-reply.ts';
import type { Called } from '../calls/desk-client.ts';
import { ActButton } from '../parts/act.tsx';
import { CallFailure } from '../parts/call-failure.tsx';
import { countQuery, cutText } from '../parts/counted.tsx';
import { type Desk, may, useDesk } from '../parts/desk-context.ts';
import { type FieldValues, missing } from '../parts/fields.tsx';

/** So many groups of identical answers are shown one by one; more are how people answer a short survey. */
const MOST_IDENTICAL = 5;

interface FlagListProps {
  /** Complete responses that count now; nothing while it is not known. */
  readonly counted: number | undefined;
  readonly onDone: (statusText: string) => void;
}

/** Looked for at each visit. */
export function FlagList({ counted, onDone }: FlagListProps) {
  const desk = useDesk();
  const { client, survey, words, withToday } = desk;
  const { quality: text } = words.desk;
  const [called, setCalled] = useState<Called<FlagsReply> | 'looking'>();
  const look = async () => {
    setCalled('looking');
    setCalled(await client.get(`/api/organiser/flags/${survey.id}${countQuery(desk)}`, flagsReply));
  };
  useEffect(() => void look(), [client, survey.id, withToday]);
  const reply = typeof called === 'object' && called.kind === 'ok' ? called.value : undefined;
  const flags = reply?.flags ?? [];
  const identical = flags.filter((flag) => kindOf(flag) === 'identical').toSorted((a, b) => b.responses - a.responses);
  const others = flags.filter((flag) => kindOf(flag) !== 'identical');
  const shown = [...others, ...identical.slice(0, MOST_IDENTICAL)];
  const more = identical.length - Math.min(identical.length, MOST_IDENTICAL);
  return (
    <section aria-labelledby="flagged">
      <h2 id="flagged">{text.flagged}</h2>
      <Button label={text.look} disabled={called === 'looking'} onClick={() => void look()} />
      <p role="status">{called === 'looking' ? text.looking : ''}</p>
      {typeof called === 'object' && called.kind !== 'ok' ? (
        <CallFailure called={called} again={() => void look()} />
      ) : null}
      {reply && flags.length === 0 ? <p>{`${text.none} ${words.desk.coverage.asOf(cutText(desk))}`}</p> : null}
      <ul class="flags lines">
        {shown.map((flag) => (
          <FlagRow
            key={flag.flag}
            counted={counted}
            flag={flag}
            onDone={(statusText) => {
              onDone(statusText);
              void look();
            }}
          />
        ))}
      </ul>
      {more > 0 ? (
        <details>
          <summary>{`${text.many} (${words.number(identical.length)})`}</summary>
          <p>{text.manyHelp(words.number(identical.length))}</p>
        </details>
      ) : null}
    </section>
  );
}

function FlagRow({ counted, flag, onDone }: FlagListProps & { readonly flag: FlagEntry }) {
  const desk = useDesk();
  const { client, survey, words, withToday } = desk;
  const { quality: text } = words.desk;
  const left = flag.responses - flag.setAside;
  const ask = text.setAside(words.number(left), left);
  const exclude = ({ reason = '' }: FieldValues) => {
    const body = { survey: survey.id, flag: flag.flag, responses: flag.responses, today: withToday };
    return client.post('/api/organiser/set-aside', { ...body, reason: reason.trim() }, setAsideReply);
  };
  return (
    <li>
      <p>
        <b>{text.count(words.number(flag.responses), flag.responses)}</b> · {flagWords(desk, flag)}
        {flag.bound === null ? '' : `, ${text.bound(words.number(flag.bound))}`}
        {flag.setAside > 0 ? `, ${text.asideOf(words.number(flag.setAside), flag.setAside)}` : ''}
      </p>
      {left > 0 && may(desk, 'decide') ? (
        <ActButton
          label={ask}
          name={`${ask} ${flagWords(desk, flag)}`}
          title={flagWords(desk, flag)}
          effects={[
            text.effect(words.number(left), left),
            ...(counted === undefined ? [] : [text.total(words.number(counted), words.number(counted - left))]),
          ]}
          confirm={text.confirm(words.number(left), left)}
          fields={() => [{ name: 'reason', label: text.reason, maxLength: 300, fault: missing(text.reasonEmpty) }]}
          act={exclude}
          onDone={({ setAside }) => onDone(text.done(words.number(setAside ?? left), setAside ?? left))}
        />
      ) : null}
    </li>
  );
}

/** `burst/<stratum>/<day>`, `volume/<stratum>/<territory>`, `duration`, `identical/<digest>`. */
function kindOf({ flag }: Pick<FlagEntry, 'flag'>): string {
  return flag.split('/')[0] ?? flag;
}

/** The name of a flag in words; the name itself for a kind that this desk does not know. */
function flagWords({ survey, words }: Pick<Desk, 'survey' | 'words'>, { flag }: Pick<FlagEntry, 'flag'>): string {
  const { kinds, anyStratum } = words.desk.quality;
  const [kind, stratum = '', what = ''] = flag.split('/');
  const labelOf = (question: string | undefined, id: string) => {
    const option = question === undefined ? undefined : survey.question.get(question)?.choice.get(id);
    return option ? words.of(option.label) : id;
  };
  const group = stratum === '-' ? anyStratum : labelOf(survey.stratum, stratum);
  switch (kind) {
    case 'burst':
      return kinds.burst(group, words.date(what));
    case 'volume':
      return kinds.volume(group, labelOf(survey.questions.find((one) => one.kind === 'territory')?.id, what));
    case 'duration':
      return kinds.duration;
    case 'identical':
      return kinds.identical;
    default:
      return flag;
  }
}
