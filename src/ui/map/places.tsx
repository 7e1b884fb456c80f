import type { AreaMap } from '../../core/results/area-map.ts';
import { LEAST_PRESENCE } from '../../core/results/disclosure/calendar.ts';
import { hrefTo } from '../address/routes.ts';
import { fetchSurveyObject } from '../address/survey-object.ts';
import { useAsync } from '../elements/use-async.ts';
import type { FigureInput } from '../results/figure.ts';
import type { Block } from '../results/outline.ts';
import styles from './map.module.css';
import { PlacesTable } from './places-table.tsx';
import { Shapes } from './shapes.tsx';

interface PlacesProps {
  readonly block: Extract<Block, { kind: 'places' }>;
  readonly input: FigureInput;
  /** Shows the map and a link to its list, which is on a separate page. */
  readonly isBrief?: boolean;
}

/** Shows the territories with enough responses: only presence, for all types together, without numbers. The list is the figure. */
export function Places({
  block: { question, address },
  input: { survey, results, file, words },
  isBrief = false,
}: PlacesProps) {
  const text = words.results;
  // Without network, or for a list of areas that has no map, the list of the places says the same.
  const fetchMap = () => fetchSurveyObject<AreaMap>(survey.id, `maps/${question.list}.json`, 'groups', 'frames');
  const map = useAsync(fetchMap, [survey.id, question.list]);
  const places = question.choices.filter(({ id }) => !(file.apart ?? []).includes(id));
  const there = places.filter(({ id }) => results.territories.includes(id));
  const present = new Set(there.map(({ id }) => id));
  const count = text['places.count'](there.length, words.number(there.length), words.number(places.length));
  const least = LEAST_PRESENCE;
  const elsewhere = map ? places.filter(({ id }) => !map.frames.some(({ areas }) => id in areas)) : [];
  return (
    <div class={styles.places} data-places={there.length} data-brief={isBrief ? '' : undefined}>
      <div class={styles.value}>
        <p class={styles.count}>{there.length === 0 ? text['places.none'] : count}</p>
        <p class={styles.quiet}>{text['places.note'](least)}</p>
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
            <span data-key="present">{text['places.present'](least)}</span>
            <span data-key="absent">{text['places.absent'](least)}</span>
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
      {isBrief ? (
        <a class={styles.more} href={hrefTo({ screen: 'results', block: address })}>
          {text['places.list']}
        </a>
      ) : (
        there.length > 0 && <PlacesTable places={places} present={present} groups={map?.groups ?? []} words={words} />
      )}
    </div>
  );
}
