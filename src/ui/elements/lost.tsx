import { hrefTo, OPENING } from '../address/routes.ts';
import type { Words } from '../words/words.ts';
import { Button } from './button.tsx';
import { AskAgain } from './missing.tsx';
import { useScreen } from './use-screen.ts';

type LostReason = 'unreachable' | 'code' | 'error';

/** Says plainly that something cannot be shown for now, with a next step. Other reasons are in `screens/dead-end`, whose code is lazy. */
export function Lost({ words, why }: { readonly words: Words; readonly why: LostReason }) {
  const { ui } = words;
  const kept = why !== 'unreachable';
  const title = why === 'code' ? ui['lost.code'] : ui['lost.error'];
  const heading = useScreen(title);
  return (
    <div class="opening" data-lost={why} {...words.inUi}>
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      <p>{kept ? ui['lost.error-kept'] : ui['lost.unreachable']}</p>
      {why === 'code' && <p>{ui['lost.network']}</p>}
      {why === 'code' ? (
        <AskAgain words={words} />
      ) : (
        <Button
          label={kept ? ui['lost.reload'] : ui['status.retry']}
          class="primary"
          onClick={() => location.reload()}
        />
      )}
      <a class="secondary button" href={hrefTo(OPENING)}>
        {ui['lost.home']}
      </a>
    </div>
  );
}
