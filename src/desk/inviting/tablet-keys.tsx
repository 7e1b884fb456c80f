import { fromBase64url } from '../../sealing/base64url.ts';
import { type KeyPair, makePair } from '../../sealing/key-pair.ts';
import { Button } from '../../ui/elements/button.tsx';
import { QrCode } from '../../ui/elements/qr-code.tsx';
import { saveFile } from '../../ui/elements/save-file.ts';
import { useAsync } from '../../ui/elements/use-async.ts';
import { changeReply, type SurveyKeyState } from '../../wire/organiser/survey-reply.ts';
import { toSymbols } from '../../wire/receipt-code.ts';
import { ActButton } from '../parts/act.tsx';
import { useDesk } from '../parts/desk-context.ts';
import { Printable } from '../parts/paper.tsx';
import { wordFor } from '../words/desk-words.ts';

interface TabletKeysProps {
  readonly state: SurveyKeyState;
  readonly onDone: () => void;
}

/** The keys of shared tablets, and new ones in their place. This page makes the reserve key, and sends its public half alone. */
export function TabletKeys({ state: { version, refusal, keys }, onDone }: TabletKeysProps) {
  const { survey, words, client, me } = useDesk();
  const { refusals, tabletKeys: text } = words.desk;
  const pair = useAsync(makePair, [version]);
  const send = ({ id, key }: KeyPair) => {
    const change = { body: { id, key }, version: version ?? undefined };
    return client.change('POST', `/api/organiser/surveys/${survey.id}/keys`, change, changeReply);
  };
  return (
    <>
      <h2 class="unseen">{text.title}</h2>
      <p>{text.lead}</p>
      <ul class="lines">
        {keys.map(({ id, holder, from, retiredFrom, provenOn, opensHere }) => (
          <li key={id}>
            {text[holder]} <code>{id}</code>, {text.days(words.date(from), retiredFrom && words.date(retiredFrom))}
            {provenOn && `, ${text.tried(words.date(provenOn))}`}
            {holder === 'opener' && !opensHere && <p class="fault">{text.away}</p>}
          </li>
        ))}
      </ul>
      {refusal !== null ? (
        <p class="notice">
          {wordFor(refusals, refusal)}{' '}
          {refusal === 'survey.held-by-files' && text.byCommand(me.program, survey.id, me.today)}
        </p>
      ) : pair ? (
        <ActButton
          label={keys.length > 0 ? text.replace : text.make}
          title={text.backup}
          effects={[text.keep, text.next, ...(keys.length > 0 ? [text.each, text.lost] : [])]}
          confirm={text.use}
          act={() => send(pair)}
          onDone={onDone}
        >
          <ReserveSheet pair={pair} />
        </ActButton>
      ) : null}
    </>
  );
}

/** A reserve key on paper for the safe, and as the file that the `keys` command reads. */
function ReserveSheet({ pair }: { readonly pair: KeyPair }) {
  const { survey, words, me } = useDesk();
  const { tabletKeys: text } = words.desk;
  const save = () => saveFile(new Blob([`${JSON.stringify(pair, null, 2)}\n`]), `${survey.id}-${pair.id}.json`);
  return (
    <Printable label={text.print} class="">
      <article class="sheet">
        <h2>{text.backup}</h2>
        <p class="why">{words.of(survey.title)}</p>
        <p>{text.safe}</p>
        <div class="qr">
          <QrCode text={JSON.stringify(pair)} label={text.backup} />
        </div>
        <p class="why typed strong">{toSymbols(fromBase64url(pair.private) ?? new Uint8Array())}</p>
        <p>{text.made(words.date(me.today), pair.id)}</p>
        <p>{text.restore(me.program)}</p>
      </article>
      <Button label={text.save} onClick={save} />
    </Printable>
  );
}
