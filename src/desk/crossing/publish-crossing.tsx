import { useState } from 'preact/hooks';
import { type CrossingReply, decisionReply } from '../../wire/organiser/organiser-reply.ts';
import type { Called } from '../calls/desk-client.ts';
import { useStatusText } from '../calls/use-status-text.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { may, useDesk } from '../parts/desk-context.ts';
import { nameOfItem } from '../parts/item-name.ts';
import { StatusNote } from '../parts/status-note.tsx';
import { TwoSteps } from '../parts/two-steps.tsx';

interface PublishCrossingProps {
  readonly told: CrossingReply;
  /** Whether the table on screen is filtered. A published one never is. */
  readonly isFiltered: boolean;
}

/** Publishes a crossing after a preview of the effects. The preview has no numbers, since noise is applied once, at the closing. */
export function PublishCrossing({ told, isFiltered }: PublishCrossingProps) {
  const desk = useDesk();
  const { client, survey, words } = desk;
  const { crossing: text, conducting } = words.desk;
  const [effects, setEffects] = useState<readonly string[]>();
  const [isOpen, setIsOpen] = useState(false);
  const [failed, setFailed] = useState<Exclude<Called<unknown>, { kind: 'ok' }>>();
  const [statusText, setStatusText] = useStatusText(client);

  const ask = async (dryRun: boolean) => {
    const body = { survey: survey.id, rows: told.rows.item, columns: told.columns.item, wanted: 'listed', dryRun };
    const called = await client.post('/api/organiser/crossing', body, decisionReply);
    setFailed(called.kind === 'ok' ? undefined : called);
    return called.kind === 'ok' ? called.value : undefined;
  };
  const begin = async () => {
    setStatusText('');
    setIsOpen(true);
    const asked = await ask(true);
    setEffects(asked?.effects.map(({ effect }) => conducting.effects[effect]?.('') ?? effect));
  };
  const end = () => {
    setIsOpen(false);
    setEffects(undefined);
    setFailed(undefined);
  };
  const confirm = async () => {
    if (!effects || !(await ask(false))) return;
    end();
    setStatusText(text.listed);
  };
  if (!may(desk, 'decide')) return null;
  return (
    <section aria-labelledby="publish" class="screen-only">
      <h2 id="publish">{text.publishTitle}</h2>
      {isOpen ? (
        <TwoSteps
          title={text.publicWillRead}
          isRefused={failed !== undefined && effects === undefined}
          effects={
            effects && [
              ...(isFiltered ? [text.withoutFilter] : []),
              ...effects,
              text.readBy(nameOfItem(desk, told.rows.item), nameOfItem(desk, told.columns.item)),
            ]
          }
          confirm={text.publishConfirm}
          cancel={words.desk.quality.cancel}
          onConfirm={() => void confirm()}
          onCancel={end}
        >
          {failed ? <CallFailure called={failed} /> : null}
        </TwoSteps>
      ) : (
        <button type="button" class="secondary" onClick={() => void begin()}>
          {text.publish}
        </button>
      )}
      <StatusNote text={statusText} />
    </section>
  );
}
