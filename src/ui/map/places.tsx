import type { AreaMap } from '../../core/results/area-map.ts';
import { LEAST_PRESENCE } from '../../core/results/disclosure/calendar.ts';
import type { Option } from '../../core/survey/survey-schema.ts';
import { fetchSurveyObject } from '../address/survey-object.ts';
import { useAsync } from '../elements/use-async.ts';
import type { FigureInput } from '../results/figure.ts';
import type { Block } from '../results/outline.ts';
import { ColumnNames } from '../tables/column-names.tsx';
import type { ResultsWords } from '../words/results-words.ts';
import styles from './map.module.css';

interface PlacesProps {
  readonly block: Extract<Block, { kind: 'places' }>;
  readonly input: FigureInput;
}

/** Shows the territories with enough responses: only presence, for all types together, without numbers. The list is the figure. */
export function Places({ block: { question }, input: { survey, results, file, words } }: PlacesProps) {
  const text = words.results;
  // Without network, or for a list of areas that has no map, the list of the places says the same.
  const fetchMap = () => fetchSurveyObject<AreaMap>(survey.id, `maps/${question.list}.json`, 'groups', 'frames');
  const map = useAsync(fetchMap, [survey.id, question.list]);
  const places = question.choices.filter(({ id }) => !(file.apart ?? []).includes(id));
  const there = places.filter(({ id }) => results.territories.includes(id));
  const present = new Set(there.map(({ id }) => id));
  const count = text['places.count'](words.number(there.length), words.number(places.length), LEAST_PRESENCE);
  const elsewhere = map ? places.filter(({ id }) => !map.frames.some(({ areas }) => id in areas)) : [];
  return (
    <div class={styles.places} data-places={there.length}>
      <div class={styles.value}>
        <p class="strong">{there.length === 0 ? text['places.none'] : `${count}.`}</p>
        <p class="aside">{text['places.note'](LEAST_PRESENCE)}</p>
      </div>
      {map && (
        <figure>
          <Shapes
            map={map}
            present={present}
            nameOf={(id) => words.of(question.choice.get(id)?.label ?? { fr: id })}
            summary={text['places.map'](count)}
          />
          <figcaption class={styles.caption}>
            <span data-key="present">{text['places.present'](LEAST_PRESENCE)}</span>
            <span data-key="absent">{text['places.absent'](LEAST_PRESENCE)}</span>
            {elsewhere.length > 0 && (
              <span>
                {text['places.elsewhere']}
                {elsewhere.map(({ id, label }) => (
                  <span key={id} data-key={present.has(id) ? 'present' : 'absent'}>
                    {words.of(label)}
                  </span>
                ))}
              </span>
            )}
            <span>{text['places.credit'](map.credit)}</span>
          </figcaption>
        </figure>
      )}
      {there.length > 0 && <PlacesTable places={places} present={present} groups={map?.groups ?? []} words={words} />}
    </div>
  );
}

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
      <ColumnNames names={[text['places.region'], text['places.there'], text['table.count']]} />
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

interface ShapesProps {
  readonly map: AreaMap;
  readonly present: ReadonlySet<string>;
  readonly nameOf: (area: string) => string;
  /** The picture in one sentence; the list next to it has the details. */
  readonly summary: string;
}

/** Presence, in two states. A picture for the eyes alone, but for its summary. */
export function Shapes({ map: { frames }, present, nameOf, summary }: ShapesProps) {
  const [main, ...insets] = frames;
  if (!main) return null;
  return (
    <div class={styles.map} role="img" aria-label={summary}>
      <Frame frame={main} present={present} />
      <div class={styles.insets}>
        {insets.map((frame) => (
          <div key={Object.keys(frame.areas).join()}>
            <Frame frame={frame} present={present} />
            <span>{Object.keys(frame.areas).map(nameOf).join(', ')}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

interface FrameProps {
  readonly frame: AreaMap['frames'][number];
  readonly present: ReadonlySet<string>;
}

function Frame({ frame: { width, height, areas }, present }: FrameProps) {
  // Those that are there are drawn last, so that their edges lie over those of their neighbours.
  const inOrder = Object.entries(areas).sort(([a], [b]) => Number(present.has(a)) - Number(present.has(b)));
  return (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {inOrder.map(([id, path]) => (
        <path key={id} d={path} data-present={present.has(id) ? '' : undefined} />
      ))}
    </svg>
  );
}
