import { type CrossingReply, decisionReply } from '../../wire/organiser/organiser-reply.ts';
import { useStatusText } from '../calls/use-status-text.ts';
import { ConfirmingForm, useAct } from '../parts/act.tsx';
import { may, useDesk } from '../parts/desk-context.ts';
import { nameOfItem } from '../parts/item-name.ts';
import { StatusNote } from '../parts/status-note.tsx';

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
  const [statusText, setStatusText] = useStatusText(client);
  const ask = (dryRun: boolean) => {
    const body = { survey: survey.id, rows: told.rows.item, columns: told.columns.item, wanted: 'listed', dryRun };
    return client.post('/api/organiser/crossing', body, decisionReply);
  };
  const act = useAct({
    preview: () => ask(true),
    act: () => ask(false),
    onDone: () => setStatusText(text.listed),
  });
  if (!may(desk, 'decide')) return null;
  return (
    <section aria-labelledby="publish" class="screen-only">
      <h2 id="publish">{text.publishTitle}</h2>
      {act.isOpen ? (
        <ConfirmingForm
          act={act}
          title={text.publicWillRead}
          effects={
            act.preview && [
              ...(isFiltered ? [text.withoutFilter] : []),
              ...act.preview.effects.map(({ effect }) => conducting.effects[effect]?.('') ?? effect),
              text.readBy(nameOfItem(desk, told.rows.item), nameOfItem(desk, told.columns.item)),
            ]
          }
          confirm={text.publishConfirm}
        />
      ) : (
        <button type="button" class="secondary" onClick={act.begin}>
          {text.publish}
        </button>
      )}
      <StatusNote text={statusText} />
    </section>
  );
}
