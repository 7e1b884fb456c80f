import { LEAST_OF_CHANNEL, OTHER_CHANNELS } from '../survey/channel-id.ts';
import { FIRST, STATUS } from './answer-coding.ts';
import { type HeadedColumns, PROFILE } from './columns.ts';
import type { ItemValues } from './count-pairs.ts';

/*
 * What can be crossed and is no item: the profile, the channel and the mode of each response. No id of an item holds the sign before
 * these names.
 */

/** Between two profiles, and without a dominant one: options of `@profile`, before the places of the profiles. */
const NO_ONE_PROFILE = ['between', 'apart'] as const;

interface HeadSide {
  /** For profiles `between`, `apart`, then their places; for channels their names, '' for none; for modes `self` and `field`. */
  readonly options: readonly string[];
  readonly values: ItemValues;
}

/** Without a profile a response counts as blank. */
export function headSide(columns: HeadedColumns, name: string): HeadSide | undefined {
  switch (name) {
    case '@profile':
      return profileSide(columns);
    case '@channel':
      return channelSide(columns);
    case '@mode':
      return sideWith(['self', 'field'], columns.inField, 2, (inField) => inField);
    default:
      return undefined;
  }
}

function profileSide({ profiles, length }: HeadedColumns): HeadSide {
  let most: number = PROFILE.first - 1;
  for (let row = 0; row < length; row++) most = Math.max(most, profiles[row] ?? 0);
  const named = Array.from({ length: most - PROFILE.first + 1 }, (_, place) => String(place));
  return sideWith([...NO_ONE_PROFILE, ...named], profiles, most + 1, (profile) => {
    if (profile >= PROFILE.first) return NO_ONE_PROFILE.length + profile - PROFILE.first;
    return profile === PROFILE.none
      ? undefined
      : NO_ONE_PROFILE.indexOf(profile === PROFILE.apart ? 'apart' : 'between');
  });
}

/** Channels of fewer than five complete responses are counted together, as in the participation. */
function channelSide({ channels, channelNames, counted, length }: HeadedColumns): HeadSide {
  const totals = new Uint32Array(channelNames.length);
  for (let row = 0; row < length; row++) {
    const place = channels[row] ?? 0;
    totals[place] = (totals[place] ?? 0) + (counted[row] ?? 0);
  }
  const names = channelNames.map((name, place) => {
    if (name === null) return '';
    return (totals[place] ?? 0) < LEAST_OF_CHANNEL ? OTHER_CHANNELS : name;
  });
  const options = [...new Set(names.filter((_, place) => (totals[place] ?? 0) > 0))].sort();
  return sideWith(options, channels, channelNames.length, (place) => {
    const option = options.indexOf(names[place] ?? '');
    return option < 0 ? undefined : option;
  });
}

function sideWith(
  options: readonly string[],
  values: Uint8Array | Uint32Array,
  bound: number,
  placeOf: (value: number) => number | undefined,
): HeadSide {
  const meaning = (value: number) => {
    const place = placeOf(value);
    return [place === undefined ? STATUS.blank : FIRST + place];
  };
  return { options, values: { size: FIRST + options.length, parts: [{ values, bound, meaning }] } };
}
