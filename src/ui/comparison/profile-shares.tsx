import { useMemo } from 'preact/hooks';
import { BarsLater } from '../chart/bars-later.tsx';
import type { SharingWords } from '../words/sharing-words.ts';
import type { Cell, Group, ProfileLine } from './compare.ts';
import styles from './comparison.module.css';
import { ShareCell } from './share-cell.tsx';

interface ProfileSharesProps {
  readonly words: SharingWords;
  readonly groups: readonly Group[];
  /** In the study's order, which is the alphabet's. */
  readonly profiles: readonly ProfileLine[];
  readonly composites: readonly Cell[];
  readonly nameOf: (group: string) => string;
}

export function ProfileShares({ words, groups, profiles, composites, nameOf }: ProfileSharesProps) {
  const text = words.sharing;
  const nameOfProfile = ({ name, own }: ProfileLine) =>
    own ? `${words.of(name)} · ${text['comparison.own-profile']}` : words.of(name);
  const bars = useMemo(
    () => ({
      label: text['comparison.chart'](words.list(groups.map((group) => nameOf(group.id)))),
      categories: [...profiles.map(nameOfProfile), text['comparison.composites']],
      series: groups.map((group, index) => ({
        label: sizedName(words, group, nameOf),
        values: [...profiles.map(({ cells }) => cells[index]), composites[index]].map((cell) => {
          return cell === undefined || cell === 'held-back' ? null : cell.count / Math.max(cell.count, cell.base);
        }),
      })),
      format: (value: number | null) => (value === null ? text['comparison.held-back'] : words.share(value)),
    }),
    [words, groups, profiles, composites],
  );
  return (
    <div class={styles.block}>
      <h3>{text['comparison.profiles']}</h3>
      <BarsLater {...bars} />
      <table class={styles.table}>
        <caption class="unseen">{text['comparison.profiles']}</caption>
        <thead>
          <tr>
            <th scope="col">{text['comparison.profile']}</th>
            {groups.map((group) => (
              <th key={group.id} scope="col">
                {nameOf(group.id)} <span class={styles.base}>{responses(words, group)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {profiles.map((profile) => (
            <tr key={profile.id}>
              <th scope="row">{nameOfProfile(profile)}</th>
              {groups.map((group, index) => (
                <td key={group.id}>
                  <ShareCell words={words} cell={profile.cells[index]} />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{text['comparison.composites']}</th>
            {groups.map((group, index) => (
              <td key={group.id}>
                <ShareCell words={words} cell={composites[index]} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

/** A share never goes without the size of what it is a share of. */
function sizedName(words: SharingWords, group: Group, nameOf: (group: string) => string): string {
  return `${nameOf(group.id)} · ${responses(words, group)}`;
}

function responses(words: SharingWords, { n }: Group): string {
  return words.sharing['comparison.responses'](n, words.number(n));
}
