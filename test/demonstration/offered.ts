import { bandsOf, type ResultsFile } from '../../src/core/results/results-file.ts';
import type { Survey } from '../../src/core/survey/questionnaire.ts';
import type { Results } from '../../src/wire/results.ts';

/** By item: the options, levels and bands that these revisions offer. */
export function offeredBy(revisions: Iterable<Survey>, file: ResultsFile): ReadonlyMap<string, ReadonlySet<string>> {
  const offered = new Map<string, Set<string>>();
  for (const { questions } of revisions)
    for (const question of questions)
      for (const item of question.items) {
        const options =
          question.kind === 'number' ? bandsOf(question, file).map(String) : question.choices.map(({ id }) => id);
        offered.set(item, new Set([...(offered.get(item) ?? []), ...options]));
      }
  return offered;
}

/** The published items, options and rows that none of the revisions offers, in words. */
export function unofferedIn({ strata }: Results, revisions: Iterable<Survey>, file: ResultsFile): readonly string[] {
  const offered = offeredBy(revisions, file);
  const crossed = new Map(file.crossings?.map(({ id, rows }) => [id, rows]));
  return Object.entries(strata).flatMap(([group, shown]) => {
    const items = Object.entries(shown?.items ?? {});
    const rows = Object.entries(shown?.crossings ?? {}).flatMap(([id, { rows: of }]) =>
      Object.keys(of).map((row) => [crossed.get(id) ?? id, row] as const),
    );
    return [
      ...items.flatMap(([item, table]) => [
        ...(offered.has(item) ? [] : [`${group}: ${item}`]),
        ...Object.keys(table?.counts ?? {}).flatMap((option) =>
          offered.get(item)?.has(option) ? [] : `${group}: ${item} ${option}`,
        ),
      ]),
      ...rows.flatMap(([item, row]) =>
        row.startsWith('?') || offered.get(item)?.has(row) ? [] : `${group}: ${item} ${row}`,
      ),
    ];
  });
}
