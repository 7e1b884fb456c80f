import type { AreaMap } from '../../core/results/area-map.ts';
import type { Option } from '../../core/survey/survey-schema.ts';
import type { ResultsWords } from '../words/results-words.ts';
import '../elements/data-table.css';
import styles from './map.module.css';

interface PlacesTableProps {
  readonly places: readonly Option[];
  readonly present: ReadonlySet<string>;
  readonly groups: AreaMap['groups'];
  readonly words: ResultsWords;
}

/** The same as the map, in words: region by region, those that are there and how many are not. */
export function PlacesTable({ places, present, groups, words }: PlacesTableProps) {
  const text = words.results;
  const grouped = new Set(groups.flatMap(({ areas }) => areas));
  const rest = places.filter(({ id }) => !grouped.has(id));
  const rows = [
    ...groups.map(({ name, areas }) => ({ name, places: places.filter(({ id }) => areas.includes(id)) })),
    // Without a map, all of them.
    { name: text[groups.length > 0 ? 'places.elsewhere' : 'places.title'], places: rest },
  ].filter((row) => row.places.length > 0);
  return (
    <table class={`data-table ${styles.table}`} data-figure="places">
      <caption class="unseen">{text['places.title']}</caption>
      <thead>
        <tr>
          <th scope="col">{text['places.region']}</th>
          <th scope="col">{text['places.there']}</th>
          <th scope="col">{text['places.of']}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const there = row.places.filter(({ id }) => present.has(id));
          return (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td>{there.length === 0 ? '–' : there.map(({ label }) => words.of(label)).join(', ')}</td>
              <td>{text['places.of-all'](words.number(there.length), words.number(row.places.length))}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
