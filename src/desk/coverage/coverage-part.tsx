import * as v from 'valibot';
import { MOST_STRATA } from '../../core/results/everyone.ts';
import { coverageOf, type Population, populationSchema, type Respondents } from '../../core/results/population.ts';
import { crossingReply, lifecycleReply } from '../../wire/organiser/organiser-reply.ts';
import type { Called } from '../calls/desk-client.ts';
import { useCalled } from '../calls/use-called.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { countQuery, cutText } from '../parts/counted.tsx';
import { type Desk, useDesk } from '../parts/desk-context.ts';
import { KnownTotals } from './known-totals.tsx';
import { respondentsIn } from './respondents-in.ts';
import { TargetsPart } from './targets-part.tsx';

const populationFile = v.object({ population: v.optional(populationSchema) });

interface Read {
  readonly population: Population | undefined;
  readonly targets: Readonly<Record<string, number>>;
  readonly respondents: (stratum: string) => Respondents;
}

/**
 * Responses by stratum and size, exact: next to known totals where the survey's `results.json` has them, and to the
 * targets that the organiser sets.
 */
export function CoveragePart() {
  const desk = useDesk();
  const { client, survey, words } = desk;
  const text = words.desk.coverage;
  const strata = survey.question.get(survey.stratum ?? '')?.choices ?? [];
  const asked = useCalled((signal) => read(desk, signal), [client, survey.id, desk.withToday]);
  return (
    <>
      {strata.length > MOST_STRATA ? <p class="notice">{text.tooMany(words.number(strata.length))}</p> : null}
      <p class="help">{text.asOf(cutText(desk))}</p>
      <CalledPart asked={asked}>
        {({ population, targets, respondents }) => (
          <>
            <TargetsPart targets={targets} have={(stratum) => respondents(stratum).n} onChange={asked.again} />
            {population ? (
              <KnownTotals population={population} covered={coverageOf(population, survey, respondents)} />
            ) : null}
          </>
        )}
      </CalledPart>
    </>
  );
}

/** Read together: the table is of one moment. */
async function read(desk: Desk, signal: AbortSignal): Promise<Called<Read>> {
  const { client, survey } = desk;
  const { id, stratum = '' } = survey;
  const [file, conduct] = await Promise.all([
    client.get(`/surveys/${id}/results.json`, populationFile, signal),
    client.get(`/api/organiser/conduct/${id}`, lifecycleReply, signal),
  ]);
  if (file.kind !== 'ok') return file;
  if (conduct.kind !== 'ok') return conduct;
  const { population } = file.value;
  const query = countQuery(desk, { rows: stratum, columns: population?.by ?? stratum });
  const crossing = await client.get(`/api/organiser/crossings/${id}${query}`, crossingReply, signal);
  if (crossing.kind !== 'ok') return crossing;
  const respondents = (one: string) => respondentsIn(crossing.value, one);
  return { kind: 'ok', value: { population, targets: conduct.value.targets, respondents } };
}
