import { useState } from 'preact/hooks';
import { inviteNext, targetsOf } from '../../core/results/population.ts';
import { doneReply } from '../../wire/organiser/organiser-reply.ts';
import type { Called } from '../calls/desk-client.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { ColumnHeads } from '../parts/column-heads.tsx';
import { may, useDesk } from '../parts/desk-context.ts';
import './coverage.css';

interface TargetsPartProps {
  /** By stratum. */
  readonly targets: Readonly<Record<string, number>>;
  /** Complete responses of a stratum. */
  readonly have: (stratum: string) => number;
  readonly onChange: () => void;
}

/** Shows how many responses are wanted, received and missing in each stratum, and which group to invite next. */
export function TargetsPart({ targets, have, onChange }: TargetsPartProps) {
  const desk = useDesk();
  const { client, survey, words } = desk;
  const text = words.desk.coverage;
  const strata = survey.question.get(survey.stratum ?? '')?.choices ?? [];
  const [failed, setFailed] = useState<Exclude<Called<unknown>, { kind: 'ok' }>>();
  const [fault, setFault] = useState<string>();
  const found = targetsOf(
    strata.map(({ id }) => id),
    targets,
    have,
  );
  const labels = new Map(strata.map(({ id, label }) => [id, words.of(label)]));
  const next = inviteNext(found).map((stratum) => labels.get(stratum) ?? stratum);
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement);
    const wanted = strata.map(({ id }) => [id, String(typed.get(id) ?? '').trim()] as const);
    const wrong = wanted.find(([, value]) => value !== '' && !/^[1-9]\d{0,7}$/.test(value))?.[0];
    setFault(wrong);
    if (wrong !== undefined) return;
    const all = Object.fromEntries(
      wanted.filter(([, value]) => value !== '').map(([id, value]) => [id, Number(value)]),
    );
    const called = await client.post('/api/organiser/targets', { survey: survey.id, targets: all }, doneReply);
    setFailed(called.kind === 'ok' ? undefined : called);
    if (called.kind === 'ok') onChange();
  };
  return (
    <form class="targets" onSubmit={save} noValidate>
      {found.length === 0 ? (
        <p class="help">{text.noTargets}</p>
      ) : (
        <p>
          {next.length === 0 ? (
            text.allMet
          ) : (
            <>
              <b>{text.inviteNext(next.join(', '))}</b>{' '}
              <a href={`#/inviting?${new URLSearchParams({ s: survey.id })}`}>{text.toLinks}</a>
            </>
          )}
        </p>
      )}
      <TargetsTable targets={targets} have={have} found={found} fault={fault} />
      {may(desk, 'decide') ? (
        <button type="submit" class="secondary">
          {text.save}
        </button>
      ) : null}
      {fault ? (
        <p role="alert" class="fault">
          {text.invalid}
        </p>
      ) : null}
      {failed ? <CallFailure called={failed} /> : null}
      <p class="help">{text.howMany}</p>
    </form>
  );
}

interface TargetsTableProps extends Pick<TargetsPartProps, 'targets' | 'have'> {
  readonly found: ReturnType<typeof targetsOf>;
  /** The stratum whose number is not right. */
  readonly fault: string | undefined;
}

function TargetsTable({ targets, have, found, fault }: TargetsTableProps) {
  const desk = useDesk();
  const { survey, words } = desk;
  const text = words.desk.coverage;
  const strata = survey.question.get(survey.stratum ?? '')?.choices ?? [];
  const mayDecide = may(desk, 'decide');
  return (
    <div class="wide">
      <table>
        <ColumnHeads first={text.group} numbers={[text.responses, text.wanted, text.missing]} />
        <tbody>
          {strata.map(({ id, label }) => {
            const missing = found.find(({ stratum }) => stratum === id)?.missing;
            return (
              <tr key={id} data-stratum={id}>
                <th scope="row">{words.of(label)}</th>
                <td class="number">{words.number(have(id))}</td>
                <td class="number">
                  {mayDecide ? (
                    <input
                      name={id}
                      type="text"
                      inputMode="numeric"
                      autocomplete="off"
                      aria-label={text.wantedOf(words.of(label))}
                      aria-invalid={fault === id}
                      defaultValue={targets[id] === undefined ? '' : String(targets[id])}
                    />
                  ) : (
                    words.number(targets[id] ?? 0)
                  )}
                </td>
                <td class="number">{missing === undefined ? '' : words.number(missing)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
