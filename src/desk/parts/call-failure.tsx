import type { Called } from '../calls/desk-client.ts';
import type { DeskWords } from '../words/desk-words.ts';
import { useWords } from './desk-context.ts';

interface CallFailureProps {
  readonly called: Exclude<Called<unknown>, { kind: 'ok' }>;
  readonly again?: () => void;
}

/** Says plainly what did not come, and offers to ask again. */
export function CallFailure({ called, again }: CallFailureProps) {
  const words = useWords();
  return (
    <div role="alert" class="failure">
      <p>{failureText(called, words)}</p>
      <Lines called={called} />
      {again ? (
        <button type="button" class="secondary" onClick={again}>
          {words.desk.again}
        </button>
      ) : null}
    </div>
  );
}

/** What the checker says of each file, where the service refused for that. */
function Lines({ called }: Pick<CallFailureProps, 'called'>) {
  if (called.kind === 'failed' || !called.lines) return null;
  return (
    <ul class="points" lang="en">
      {called.lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

export function failureText(called: CallFailureProps['called'], { desk }: DeskWords): string {
  if (called.kind === 'failed') return desk.failures[called.why];
  if (called.seconds !== undefined) return desk.failures.seconds(called.seconds);
  return desk.refusals[called.code] ?? desk.refused(called.code);
}
