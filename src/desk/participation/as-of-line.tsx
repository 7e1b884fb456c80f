import type { Refreshed } from '../calls/use-refreshed.ts';
import { failureText } from '../parts/call-failure.tsx';
import { useDesk } from '../parts/desk-context.ts';

interface AsOfLineProps {
  readonly read: Omit<Refreshed<unknown>, 'shown'>;
  /** When the figures below were read. */
  readonly at: number;
  readonly today: string;
  /** What else is to be known of the figures. */
  readonly more: string;
}

/** When the figures were read, with the button that reads them again; and why the latest reading failed. */
export function AsOfLine({ read: { failed, isByHand, again }, at, today, more }: AsOfLineProps) {
  const { words } = useDesk();
  const { participation: text } = words.desk;
  return (
    <>
      <div class="row">
        <p class="as-of">
          {text.asOf(words.date(today), words.time(at))} {more}
        </p>
        <button type="button" class="quiet" onClick={again}>
          {text.refresh}
        </button>
        {/* Only a reading asked for by hand is announced: every half minute would disturb a screen reader's user. */}
        <p role="status" class="status-text">
          {isByHand && !failed ? text.refreshed : ''}
        </p>
      </div>
      {failed ? (
        <div role="alert" class="failure">
          <p>{`${failureText(failed, words)} ${text.notRefreshed(words.time(at))}`}</p>
        </div>
      ) : null}
    </>
  );
}
