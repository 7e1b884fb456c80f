import type { Option } from '../../core/survey/survey-schema.ts';

export interface Place {
  readonly id: string;
  readonly label: string;
}

/** Lower case, no accent, one space for any mark: "Côtes-d'Armor" and "cotes d’armor" are the same words. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

export function toPlaces(options: readonly Option[], label: (option: Option) => string): readonly Place[] {
  return options.map((option) => ({ id: option.id, label: label(option) }));
}

/** The places whose number begins as typed, or whose words begin as those typed, whatever their order. Best first. */
export function findPlaces(places: readonly Place[], typed: string): readonly Place[] {
  const sought = plain(typed);
  if (sought === '') return [];
  const words = sought.split(' ');
  const rank = ({ id, label }: Place): number => {
    const code = id.toLowerCase();
    if (code === sought || code === sought.padStart(2, '0')) return 0;
    const name = plain(label);
    if (name.startsWith(sought)) return 1;
    const named = name.split(' ');
    if (words.every((word) => named.some((one) => one.startsWith(word)))) return 2;
    return /^\d/.test(sought) && code.startsWith(sought) ? 3 : 4;
  };
  const ranked = places.map((place) => ({ place, rank: rank(place) })).filter((one) => one.rank < 4);
  // A stable sort keeps the order of the list within a rank.
  return ranked.sort((a, b) => a.rank - b.rank).map((one) => one.place);
}
