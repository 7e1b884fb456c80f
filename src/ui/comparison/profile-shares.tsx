import { useMemo } from 'preact/hooks';
import { RowBarsLater } from '../chart/row-bars-later.tsx';
import type { SharingWords } from '../words/sharing-words.ts';
import type { Cell, Group, ProfileLine } from './compare.ts';
import '../elements/data-table.css';
import styles from './comparison.module.css';
import { ShareCell } from './share-cell.tsx';

interface ProfileSharesProps {
  readonly words: SharingWords;
  readonly groups: readonly Group[];
  /** In the survey's order. */
  readonly profiles: readonly ProfileLine[];
  readonly between: readonly Cell[];
  readonly apart: readonly Cell[];
  readonly nameOf: (group: string) => string;
}

export function ProfileShares({ words, groups, profiles, between, apart, nameOf }: ProfileSharesProps) {
  const text = words.sharing;
  const lines = useMemo(
    () => [
      ...profiles.map(({ id, name, own, cells }) => ({
        id,
        name: own ? `${words.of(name)} · ${text['comparison.own-profile']}` : words.of(name),
        cells,
        lengths: cells.map(lengthOf),
      })),
      { id: '?between', name: text['comparison.between'], cells: between, lengths: between.map(lengthOf) },
      { id: '?apart', name: text['comparison.apart'], cells: apart, lengths: apart.map(lengthOf) },
    ],
    [words, text, profiles, between, apart],
  );
  const most = Math.max(0.01, ...lines.flatMap(({ lengths }) => lengths));
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
        {lines.map(({ id, name, cells, lengths }) => (
          <tbody key={id}>
            <tr>
              <th scope="row">{name}</th>
              {groups.map((group, index) => (
                <td key={group.id}>
                  <ShareCell words={words} cell={cells[index]} />
                </td>
              ))}
            </tr>
            {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: no row can have the focus */}
            <tr class={styles.bars} aria-hidden="true">
              <td colSpan={groups.length + 1}>
                <div style={{ blockSize: `${groups.length * 15}px` }}>
                  <RowBarsLater values={lengths} most={most} />
                </div>
              </td>
            </tr>
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** The length of a bar, from 0 to 1; 0 where neither a share nor a range is shown, since a bar would disclose the share. */
function lengthOf(cell: Cell | undefined): number {
  if (cell === undefined || cell === 'held-back' || (cell.share === undefined && !cell.range)) return 0;
  return Math.min(1, cell.count / cell.base);
}

/** A share never goes without the size of what it is a share of, nor that without whose answers allow no profile. */
function profiled(words: SharingWords, { n, profiled: base }: Group): string {
  const text = words.sharing;
  const responses = text['comparison.responses'](n, words.number(n));
  return base === undefined ? responses : text['comparison.profiled'](words.number(base), responses);
}
