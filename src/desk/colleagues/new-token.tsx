import { useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import { QrCode } from '../../ui/elements/qr-code.tsx';
import { codeReply } from '../../wire/organiser/survey-reply.ts';
import { CopyText } from '../inviting/copy-text.tsx';
import { useCall } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';

/** A token that was just made: it is in this page alone, and goes with it. */
export interface MadeToken {
  readonly name: string;
  readonly token: string;
}

/** A token that was just made, shown once, and a code that hands it over once. */
export function ShownToken({ made, onHide }: { readonly made: MadeToken; readonly onHide: () => void }) {
  const { client, words, origin } = useSite();
  const { colleagues: text } = words.desk;
  const [code, setCode] = useState<{ readonly address: string; readonly expiresAt: number }>();
  const { run, failure } = useCall();
  const show = async () => {
    const reply = await run(client.post('/api/organiser/tokens/code', made, codeReply));
    if (reply) setCode({ ...reply, address: `${origin}/organisateur#enter=${reply.code}` });
  };
  return (
    <section class="new-token box" aria-labelledby="made">
      <h2 id="made">{text.made(made.name)}</h2>
      {code ? (
        <>
          <QrCode text={code.address} label={text.qr} />
          <p class="help">{text.codeHelp(words.time(code.expiresAt))}</p>
        </>
      ) : null}
      <Button label={text.showCode} onClick={() => void show()} />
      {failure}
      <p>{text.or}</p>
      <code>{made.token}</code>
      <div class="row">
        <CopyText text={made.token} label={text.copy} />
        <Button label={text.hide} onClick={onHide} />
      </div>
    </section>
  );
}
