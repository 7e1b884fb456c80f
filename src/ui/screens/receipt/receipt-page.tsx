import { codeOfSecret } from '../../address/receipt-address.ts';
import type { Session } from '../../state/session.ts';
import { useSharingWords } from '../../words/use-sharing-words.ts';
import { ReceiptScreen } from './receipt-screen.tsx';

/** `#/receipt` and `#/receipt/<code>`. */
export function ReceiptPage({ session, code }: { readonly session: Session; readonly code: string | undefined }) {
  const { words } = session.edition.value;
  const sharing = useSharingWords(words);
  if (!sharing) return <p class="loading">{words.ui['app.loading']}</p>;
  return (
    <ReceiptScreen
      words={sharing}
      receipts={session.device.receipts}
      {...(code === undefined ? {} : { code })}
      onErased={async (erased) => {
        // Whatever this device still keeps of the response goes too.
        const outcome = session.interview.peek()?.outcome.peek();
        const finished = [...(await session.device.finished.list()), ...(outcome ? [outcome] : [])];
        const own = finished.find((one) => codeOfSecret(one.secret) === erased);
        if (!own) return;
        await session.device.finished.erase(own.id, own.secret);
        session.forget(own.id);
      }}
    />
  );
}
