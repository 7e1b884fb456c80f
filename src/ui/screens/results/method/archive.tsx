import { useState } from 'preact/hooks';
import { fetchJson } from '../../../../lazy/fetch-json.ts';
import { type ArchivedPublication, readArchive } from '../../../../wire/results.ts';
import type { FigureInput } from '../../../results/figure.ts';
import styles from '../results.module.css';

/** The publications so far, each as it was: fetched when somebody opens the list. */
export function Archive({ input: { survey, words } }: { readonly input: FigureInput }) {
  const text = words.results;
  const [found, setFound] = useState<readonly ArchivedPublication[] | 'offline'>();
  const address = `/api/results/${survey.id}/archive`;
  const read = async (isOpen: boolean) => {
    if (!isOpen || Array.isArray(found)) return;
    setFound(readArchive(await fetchJson(address)) ?? 'offline');
  };
  return (
    <details class={styles.screen} data-results="archive" onToggle={(event) => void read(event.currentTarget.open)}>
      <summary>{text['archive.title']}</summary>
      {found === 'offline' ? (
        <p>{text['archive.offline']}</p>
      ) : (
        <ul>
          {found?.map(({ night, day, phase }) => (
            <li key={night}>
              <a href={`${address}/${night}`} download={`${survey.id}-${day}.json`}>
                {text[`archive.${phase}`](words.date(day))}
              </a>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
