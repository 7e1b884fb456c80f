import { expectedAccuracy } from '../../core/results/disclosure/expected-accuracy.ts';
import { sum } from '../../core/results/disclosure/fit-tables.ts';
import { MOST_EPSILON } from '../../core/results/disclosure/table-definitions.ts';
import { EVERYONE, MOST_STRATA } from '../../core/results/everyone.ts';
import type { ResultsFile } from '../../core/results/results-file.ts';
import { toSurvey } from '../../core/survey/questionnaire.ts';
import { Button } from '../../ui/elements/button.tsx';
import { useCall } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';
import { FieldControl, useFields } from '../parts/fields.tsx';
import { NumberTable } from '../parts/number-table.tsx';
import { parsed, writtenJson } from './text-list.ts';
import { revisionIn, type SurveyTexts } from './use-survey-files.ts';
import '../coverage/coverage.css';

/** With fewer responses the noise of several groups costs everyone's shares more than the groups tell. */
const SMALL = 150;

/** Shows before the opening how accurate the shares of each group will be, for as many responses as the author expects. */
export function AccuracyPart({ texts }: { readonly texts: SurveyTexts }) {
  const { words } = useSite();
  const { questionnaires, coverage, crossing } = words.desk;
  const text = questionnaires.accuracy;
  const { run, failure } = useCall();
  const results: ResultsFile = Object(parsed(texts.files.get('results.json')));
  const { groups: together, ...divided } = results;
  const { epsilon = MOST_EPSILON } = results;
  const groups = together ? [] : groupsIn(texts);
  const labels = new Map([
    [EVERYONE, crossing.everyone],
    ...groups.map(({ id, label }) => [id, words.of(label)] as const),
  ]);
  const form = useFields((typed) => {
    // The numbers typed for groups are added up when everyone is published together.
    const value = String(sum(Object.values(typed).map(countIn)) || '');
    const names = groups.length > 0 ? groups.map(({ id }) => id) : [EVERYONE];
    return names.map((name) => ({
      name,
      label: `${labels.get(name)}, ${text.expected}`,
      inputMode: 'numeric',
      ...(name === EVERYONE && { value }),
    }));
  });
  const total = sum(form.fields.map(({ name }) => countIn(form.given[name])));
  const shares = groups.map(({ id }) => [id, countIn(form.given[id]) / Math.max(1, total)] as const);
  const points = (value: number | undefined) =>
    value === undefined ? text.never : words.number(Number(value.toFixed(1)));
  const isSmall = groups.length > 0 && total > 0 && total < SMALL;
  return (
    <details class="accuracy">
      <summary>{text.title}</summary>
      <NumberTable
        first={coverage.group}
        numbers={[text.expected, text.final, text.tenth]}
        caption={text.help}
        rows={expectedAccuracy(epsilon, total, Object.fromEntries(shares)).map(({ group, responses, final, tenth }) => {
          const field = form.fields.find(({ name }) => name === group);
          const count = field ? <FieldControl field={field} form={form} isAlone /> : words.number(responses);
          const found = responses > 0 ? [points(final), points(tenth)] : ['', ''];
          return { key: group, name: labels.get(group), numbers: [count, ...found] };
        })}
      />
      {together || isSmall ? (
        <>
          <p class="notice">
            {together ? text.isTogether : text.small(points(expectedAccuracy(epsilon, total, {})[0]?.final))}
          </p>
          <Button
            label={together ? text.divide : text.together}
            onClick={() => run(texts.save('results.json', writtenJson(together ? divided : undivided(results))))}
          />
        </>
      ) : null}
      {failure}
    </details>
  );
}

/** Without what is about one group. */
function undivided({ crossings = [], findings = [], ...others }: ResultsFile): ResultsFile {
  const isOfAll = ({ within }: { readonly within?: string | undefined }) => within === undefined;
  return { ...others, groups: 'none', crossings: crossings.filter(isOfAll), findings: findings.filter(isOfAll) };
}

function countIn(typed = ''): number {
  return /^\d{1,7}$/.test(typed.trim()) ? Number(typed) : 0;
}

/** The groups by which a sound draft is published. */
function groupsIn(texts: SurveyTexts) {
  const { stratum = '', question } = toSurvey(Object(revisionIn(texts)));
  const choices = question.get(stratum)?.choices ?? [];
  return choices.length > MOST_STRATA ? [] : choices;
}
