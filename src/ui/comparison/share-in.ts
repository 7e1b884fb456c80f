import type { SharingWords } from '../text/sharing.ts';
import type { Cell } from './compare.ts';

/** « 38 % (45 sur 120) », or that it is not published. */
export function shareIn(words: SharingWords, cell: Cell | undefined): string {
  if (cell === undefined || cell === 'held-back') return words.sharing['comparison.held-back'];
  const count = `${words.number(cell.count)} ${words.sharing['comparison.base'](words.number(cell.base))}`;
  return words.sharing['comparison.share'](words.share(cell.share), count);
}
