import { SHOWN_FROM } from '../../core/results/disclosure/calendar.ts';
import { EVERYONE } from '../../core/results/everyone.ts';
import { hrefTo } from '../address/routes.ts';
import { lengthOf } from '../results/displayed-count.ts';
import { BETWEEN } from '../results/shown-numbers.ts';
import type { SharingWords } from '../words/sharing-words.ts';
import type { ComparisonInput, Group, GroupComparison, ProfileLine, PublishedComparison, TypeSize } from './compare.ts';
import styles from './comparison.module.css';
import { CriterionTables, Row } from './criterion-tables.tsx';

export interface ComparisonProps extends Omit<ComparisonInput, 'own'> {
  readonly words: SharingWords;
  /** The current one could not be asked for. */
  readonly isKept: boolean;
}

/** Shows the answers of others, with their day and number. It never places the respondent among them. */
export function Comparison({ compared, ...props }: ComparisonProps & { readonly compared: GroupComparison }) {
  const text = props.words.sharing;
  return (
    <section class={styles.comparison} data-comparison={compared.kind} aria-labelledby="comparison-title">
      <h2 id="comparison-title">{text['comparison.title']}</h2>
      {compared.kind === 'unread' && <p>{text['comparison.unread']}</p>}
      {compared.kind === 'unpublished' && <p>{text['comparison.unpublished'](SHOWN_FROM)}</p>}
      {compared.kind === 'published' && <Published {...props} compared={compared} />}
    </section>
  );
}

function Published({
  words,
  survey,
  results,
  isKept,
  stratum,
  past,
  compared,
}: ComparisonProps & { readonly compared: PublishedComparison }) {
  const text = words.sharing;
  const { n, asOf, types, ownTypeHidden, leastBase, groups, criteria, phase } = compared;
  const type = survey.question.get(survey.stratum ?? '')?.choice.get(stratum ?? '');
  const nameOf = (group: string) => (group === EVERYONE || !type ? text['comparison.everyone'] : words.of(type.label));
  return (
    <>
      <p class="strong">
        {text['comparison.snapshot'](text['comparison.responses'](n, words.number(n)), words.date(asOf))}
      </p>
      <Types words={words} types={types} />
      {results?.demonstration && (
        <p class="strong" data-comparison-of="demonstration">
          {text['comparison.demonstration']}
        </p>
      )}
      {isKept && <p class="aside">{text['comparison.kept']}</p>}
      {ownTypeHidden && <p>{text['comparison.small-type'](type ? words.of(type.label) : '', leastBase)}</p>}
      <ProfileTable words={words} compared={compared} nameOf={nameOf} />
      {criteria.length > 0 && <CriterionTables {...{ words, groups, criteria, nameOf, past }} />}
      <p class="aside">
        {text[`comparison.moved-${phase}`]}
        {phase === 'results' && ` ${text['comparison.final']}`}
      </p>
      <a class={`secondary button ${styles.all}`} href={hrefTo({ screen: 'results' })}>
        {text['comparison.all']}
      </a>
    </>
  );
}

/** Everyone is mostly of the type that answered most: nothing weighs them. */
export function Types({ words, types }: { readonly words: SharingWords; readonly types: readonly TypeSize[] }) {
  if (types.length === 0) return null;
  const listed = types.map(({ label, n }) => `${words.of(label)}\u00a0${words.number(n)}`).join(', ');
  return <p class="aside">{words.sharing['comparison.types'](listed)}</p>;
}

interface ProfileTableProps {
  readonly words: SharingWords;
  readonly compared: PublishedComparison;
  readonly nameOf: (group: string) => string;
}

/** The profiles in the survey's order, each with the shares and bars of the groups. */
function ProfileTable({ words, compared: { groups, profiles }, nameOf }: ProfileTableProps) {
  const text = words.sharing;
  const isAlone = profiles.filter(({ isOwn }) => isOwn).length === 1;
  const most = Math.max(0.01, ...profiles.flatMap(({ cells }) => cells.map(lengthOf)));
  return (
    <div class={styles.block}>
      <h3>{text['comparison.profiles']}</h3>
      <table class={`data-table ${styles.table} ${styles.profiles}`}>
        <caption class="unseen">{text['comparison.profiles']}</caption>
        <thead>
          <tr>
            <th scope="col">{text['comparison.profile']}</th>
            {groups.map((group) => (
              <th key={group.id} scope="col">
                {nameOf(group.id)} <span class={styles.base}>{profiled(words, group)}</span>
              </th>
            ))}
          </tr>
        </thead>
        {profiles.map((line) => (
          <tbody key={line.id}>
            <Row name={nameOfLine(line, words, isAlone)} cells={line.cells} words={words} />
            {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: no row can have the focus */}
            <tr class={styles.bars} aria-hidden="true">
              <td colSpan={groups.length + 1}>
                {line.cells.map((cell, place) => (
                  <span key={groups[place]?.id} style={{ inlineSize: `${(lengthOf(cell) / most) * 100}%` }} />
                ))}
              </td>
            </tr>
          </tbody>
        ))}
      </table>
    </div>
  );
}

function nameOfLine({ id, name, isOwn }: ProfileLine, { sharing: text, of }: SharingWords, isAlone: boolean): string {
  if (!name) return text[id === BETWEEN ? 'comparison.between' : 'comparison.apart'];
  return isOwn && isAlone ? `${of(name)} · ${text['comparison.own-profile']}` : of(name);
}

/** A share never goes without the size of what it is a share of, nor that without whose answers allow no profile. */
function profiled(words: SharingWords, { n, profiled: base }: Group): string {
  const text = words.sharing;
  const responses = text['comparison.responses'](n, words.number(n));
  return base === undefined ? responses : text['comparison.profiled'](words.number(base), responses);
}
