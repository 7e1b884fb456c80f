import type { ComponentChildren } from 'preact';
import { inviteNext, targetsOf } from '../../core/results/population.ts';
import { doneReply } from '../../wire/organiser/organiser-reply.ts';
import { DataForm } from '../parts/data-form.tsx';
import { may, useDesk } from '../parts/desk-context.ts';
import { FieldControl, type FieldValues } from '../parts/fields.tsx';
import { NumberTable } from '../parts/number-table.tsx';
import { FaultNote } from '../parts/status-note.tsx';
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
  const found = targetsOf(
    strata.map(({ id }) => id),
    targets,
    have,
  );
  const labels = new Map(strata.map(({ id, label }) => [id, words.of(label)]));
  const next = inviteNext(found).map((stratum) => labels.get(stratum) ?? stratum);
  const fields = strata.map(({ id }) => ({
    name: id,
    label: text.wantedOf(labels.get(id) ?? id),
    inputMode: 'numeric' as const,
    value: targets[id] === undefined ? '' : String(targets[id]),
    fault: (value: string) => (/^([1-9]\d{0,7})?$/.test(value) ? undefined : text.invalid),
  }));
  const save = (given: FieldValues) => {
    const all = Object.entries(given).flatMap(([id, value]) => (value === '' ? [] : [[id, Number(value)] as const]));
    const body = { survey: survey.id, targets: Object.fromEntries(all) };
    return client.post('/api/organiser/targets', body, doneReply);
  };
  const invitation =
    found.length === 0 ? (
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
    );
  const table = (wanted: (place: number) => ComponentChildren) => (
    <NumberTable
      first={text.group}
      numbers={[text.responses, text.wanted, text.missing]}
      rows={strata.map(({ id }, place) => {
        const missing = found.find(({ stratum }) => stratum === id)?.missing;
        return {
          key: id,
          name: labels.get(id),
          numbers: [words.number(have(id)), wanted(place), missing === undefined ? '' : words.number(missing)],
        };
      })}
    />
  );
  if (!may(desk, 'decide'))
    return (
      <div class="targets">
        {invitation}
        {table((place) => words.number(targets[strata[place]?.id ?? ''] ?? 0))}
        <p class="help">{text.howMany}</p>
      </div>
    );
  return (
    <>
      <DataForm class="targets" fields={fields} submit={text.save} isSecondary save={save} onDone={onChange}>
        {(form) => (
          <>
            {invitation}
            {table((place) => (fields[place] ? <FieldControl field={fields[place]} form={form} isAlone /> : null))}
            <FaultNote text={Object.keys(form.faults).length > 0 && text.invalid} />
          </>
        )}
      </DataForm>
      <p class="help">{text.howMany}</p>
    </>
  );
}
