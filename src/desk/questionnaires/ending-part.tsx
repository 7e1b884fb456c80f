import { changeReply, deletedReply, type SurveyCounts } from '../../wire/organiser/survey-reply.ts';
import type { SurveyPartProps } from '../drafting/use-survey-files.ts';
import { ActButton } from '../parts/act.tsx';
import { useSite } from '../parts/desk-context.ts';
import { deletionDay, deletionText } from './survey-row.tsx';
import { stateOf } from './survey-words.tsx';

interface EndingPartProps extends SurveyPartProps {
  readonly counted: SurveyCounts | undefined;
}

/** Takes back, withdraws or deletes a survey, after showing what that does. */
export function EndingPart({ overview, counted, onChange }: EndingPartProps) {
  const desk = useSite();
  const { client, words, me } = desk;
  const { questionnaires: text } = words.desk;
  const path = `/api/organiser/surveys/${overview.survey}`;
  const responses = (counted?.complete ?? 0) + (counted?.partial ?? 0);
  const deletedBy = deletionDay(overview);
  const change = { body: { dryRun: false }, version: overview.follows.current };
  const isOver = stateOf(overview, me.today) !== 'published';
  const takeBack = ['take-back', text.takeBack, text.confirmTakeBack, [text.takeBackEffects]] as const;
  const withdraw = ['withdraw', text.withdraw, text.confirmWithdraw, text.withdrawEffects] as const;
  const ends = overview.state === 'published' ? [...(responses === counted?.trial ? [takeBack] : []), withdraw] : [];
  return (
    <section aria-labelledby="ends">
      <h2 id="ends">{text.ends}</h2>
      {ends.map(([act, label, title, effects]) => (
        <ActButton
          key={act}
          label={label}
          title={title}
          effects={effects}
          confirm={title}
          act={() => client.change('POST', `${path}/${act}`, change, changeReply)}
          onDone={onChange}
        />
      ))}
      {isOver && deletedBy !== undefined ? <p>{deletionText(deletedBy, desk)}</p> : null}
      {isOver ? (
        <ActButton
          label={text.delete}
          title={text.delete.replace(/…$/, '')}
          effects={[
            text.deleteEffects[0](words.number(responses), responses),
            text.deleteEffects[1],
            text.deleteEffects[2],
          ]}
          confirm={text.confirmDelete}
          fields={() => [{ name: 'typed', label: text.deleteTyped(overview.survey), isCode: true }]}
          isWaiting={({ typed }) => typed !== overview.survey}
          act={() => client.change('POST', `${path}/delete`, { body: { dryRun: false } }, deletedReply)}
          onDone={() => {
            location.hash = '#/surveys';
          }}
        />
      ) : null}
    </section>
  );
}
