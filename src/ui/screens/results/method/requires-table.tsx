import type { PastChoice } from '../../../../core/results/past-study.ts';
import type { Typology } from '../../../../core/survey/typology-schema.ts';
import { Emblem } from '../../../emblems/emblem.tsx';
import type { ResultsWords } from '../../../words/results-words.ts';
import styles from './method.module.css';

interface RequiresTableProps {
  readonly typology: Typology;
  /** Choices made where the past study contradicts itself or is silent. */
  readonly choices: readonly PastChoice[];
  readonly words: ResultsWords;
}

/** Each value that a profile requires, and which of them do: drawn from the file, so that it cannot say otherwise than the rule. */
export function RequiresTable({ typology: { criteria, profiles }, choices, words }: RequiresTableProps) {
  const text = words.results;
  return (
    <table class={`data-table ${styles.requires}`} data-figure="requires">
      <caption class="unseen">{text['rule.table']}</caption>
      <thead>
        <tr>
          <th scope="col">{text['rule.value']}</th>
          {profiles.map(({ id, name }) => (
            <th key={id} scope="col" data-emblem={id}>
              <Emblem profile={id} />
              <span {...words.inSurvey}>{words.of(name)}</span>
            </th>
          ))}
        </tr>
      </thead>
      {criteria.map(({ id, title }) => (
        <tbody key={id}>
          <tr>
            <th scope="rowgroup" colSpan={profiles.length + 1} {...words.inSurvey}>
              {words.of(title)}
            </th>
          </tr>
          {valuesOf(id, profiles).map(({ when, says, required }) => (
            <tr key={when}>
              <th scope="row">
                {words.of(says)}
                {choices
                  .filter(({ touches }) => required.some((profile) => touches.includes(`${profile}.${id}`)))
                  .map(({ number }) => (
                    <sup key={number}> {number}</sup>
                  ))}
              </th>
              {profiles.map((profile) => (
                <td key={profile.id} data-emblem={profile.id}>
                  {required.includes(profile.id) ? (
                    <>
                      <span aria-hidden="true">▲</span>
                      <span class="unseen">{text['rule.required']}</span>
                    </>
                  ) : (
                    <span aria-hidden="true">·</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

type Profiles = Typology['profiles'];

interface Value {
  /** The condition as text: what several profiles require alike is one row. */
  readonly when: string;
  readonly says: Profiles[number]['requires'][string]['says'];
  readonly required: readonly string[];
}

function valuesOf(criterion: string, profiles: Profiles): readonly Value[] {
  const values = new Map<string, Value>();
  for (const { id, requires } of profiles) {
    const found = requires[criterion];
    if (!found) continue;
    const when = JSON.stringify(found.when);
    values.set(when, { when, says: found.says, required: [...(values.get(when)?.required ?? []), id] });
  }
  return [...values.values()];
}
