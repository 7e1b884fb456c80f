import { hrefTo, OPENING } from '../address/routes.ts';
import type { Words } from '../words/words.ts';
import { AskAgain } from './missing.tsx';
import { useScreen } from './use-screen.ts';

/** `first-time`: the survey is not kept on this device, and there is no network. */
type LostReason = 'unreachable' | 'first-time' | 'code' | 'error';

/** Says plainly that something cannot be shown for now, with a next step. Other reasons are in `screens/dead-end`, whose code is lazy. */
export function Lost({ words, why }: { readonly words: Words; readonly why: LostReason }) {
  const { ui } = words;
  const kept = why === 'error' || why === 'code';
  const title = why === 'code' || why === 'first-time' ? ui[`lost.${why}`] : ui['lost.error'];
  const heading = useScreen(title);
  return (
    <div class="opening" data-lost={why} {...words.inUi}>
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      <p>{kept ? ui['lost.error-kept'] : why === 'first-time' ? ui['lost.network'] : ui[`lost.${why}`]}</p>
      {why === 'code' && <p>{ui['lost.network']}</p>}
      {why === 'code' ? (
        <AskAgain words={words} />
      ) : (
        <button type="button" class="primary" onClick={() => location.reload()}>
          {kept ? ui['lost.reload'] : ui['status.retry']}
        </button>
      )}
      {/* The whole address, so that a wrong survey in it goes too. */}
      <a class="secondary button" href={why === 'first-time' ? '/' : hrefTo(OPENING)}>
        {ui['lost.home']}
      </a>
    </div>
  );
}
