import * as v from 'valibot';
import type { Fault } from '../survey/fault.ts';
import { emblemsOf, type PresentationFile, presentationSchema } from '../survey/presentation.ts';
import type { SurveyFile } from '../survey/survey-file.ts';
import { languageFaults } from './language-check.ts';

export type CheckedPresentation =
  | { readonly kind: 'presentation'; readonly presentation: PresentationFile }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] };

/** Takes every revision of the survey, the current one first: a profile that is no more may keep its emblem. */
export function checkPresentation(json: unknown, [current, ...before]: readonly SurveyFile[]): CheckedPresentation {
  const parsed = v.safeParse(presentationSchema, json);
  if (!parsed.success) {
    const faults = parsed.issues.map((issue) => ({ path: v.getDotPath(issue) ?? '(file)', reason: issue.message }));
    return { kind: 'faulty', faults };
  }
  const presentation = parsed.output;
  const profiles = current?.typology?.profiles ?? [];
  const known = new Set([current, ...before].flatMap((file) => file?.typology?.profiles.map(({ id }) => id) ?? []));
  const faults = [
    ...languageFaults(presentation, current?.languages ?? []),
    ...Object.keys(presentation.profiles ?? {})
      .filter((id) => !known.has(id))
      .map((id) => ({ path: `profiles.${id}`, reason: `no profile "${id}"` })),
    ...alikeFaults(emblemsOf(profiles, presentation)),
  ];
  return faults.length > 0 ? { kind: 'faulty', faults } : { kind: 'presentation', presentation };
}

/** Shape alone tells profiles apart. */
function alikeFaults(emblems: ReturnType<typeof emblemsOf>): readonly Fault[] {
  const first = new Map<string, string>();
  return Object.entries(emblems).flatMap(([id, { paths }]) => {
    const drawing = paths.join();
    const other = first.get(drawing);
    if (other !== undefined) return [{ path: `profiles.${id}.emblem`, reason: `the same emblem as "${other}"` }];
    first.set(drawing, id);
    return [];
  });
}
