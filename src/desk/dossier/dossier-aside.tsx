import type { DossierReply } from '../../wire/organiser/dossier-reply.ts';
import { addressTo } from '../parts/desk-address.ts';
import { useDesk } from '../parts/desk-context.ts';
import { type DeskWords, wordFor } from '../words/desk-words.ts';
import { settlingText } from '../words/settling-words.ts';
import type { OpenDossier } from './read-dossier.ts';

/** The aside lists what a person has to settle, each with a link, the latest changes, and what no document claims. */
export function DossierAside({
  dossier: {
    settling,
    input: { reply },
  },
}: {
  readonly dossier: OpenDossier;
}) {
  const { words, survey } = useDesk();
  const { dossier: text } = words.desk;
  const s = survey.id;
  const written = (value: string | number | boolean | null) =>
    typeof value === 'number' ? text.months(value) : (wordFor(text.values, String(value)) ?? String(value));
  const changeText = ({ name, from, to }: DossierReply['changes'][number]) => {
    const after = from === null && to === null ? text.rewritten : written(to);
    return text.changed(partName(name, words), after, from === null ? undefined : written(from));
  };
  const changes = [
    ...reply.erasures.map(({ day, by, count }) => [day, text.erased[by](words.number(count))] as const),
    ...reply.changes.map((change) => [change.day, changeText(change)] as const),
  ].toSorted(([one], [other]) => other.localeCompare(one));
  return (
    <aside class="begin stack" aria-labelledby="settle">
      <h2 id="settle">{text.settle}</h2>
      {settling.length === 0 ? <p class="help">{text.settled}</p> : null}
      {settling.map((same) => {
        const { title, detail, place } = settlingText(same, words);
        const address = place === 'notice' ? addressTo('survey', { s }) : addressTo('dossier', { s, document: place });
        return (
          <div key={title} class="notice" data-settling={same[0]?.code}>
            <b>{title}</b>
            {detail}
            <a href={address}>{text.settling.where[place]}</a>
          </div>
        );
      })}
      <h2>{text.changes}</h2>
      {changes.length === 0 ? <p class="help">{text.unchanged}</p> : null}
      <ul class="lines">
        {changes.slice(0, 8).map(([day, change], place) => (
          <li key={place}>
            <p class="help">{words.date(day)}</p>
            {change}
          </li>
        ))}
      </ul>
      <h2>{text.unsaid}</h2>
      <p>
        {text.unsaidWhy} <a href={addressTo('dossier', { s, document: 'method' })}>{text.documents.method[0]}</a>.
      </p>
    </aside>
  );
}

/** Names a setting, or a part of the notice after `notice.`. */
export function partName(name: string, { desk }: DeskWords): string {
  const { parts } = desk.dossier;
  return wordFor(parts, name) ?? wordFor(parts, name.replace(/\.[^.]+$/, '')) ?? name;
}
