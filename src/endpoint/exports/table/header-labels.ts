import type { PublishedSurvey } from '../../../authoring/published-surveys.ts';
import type { Cell } from '../../../core/answering/csv-line.ts';
import type { Header } from '../../stored/export-rows.ts';

type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** By language, then by column: the words for values that are the same in every survey. Other languages keep them as they are. */
const WORDS: Readonly<Record<string, Words>> = {
  fr: {
    status: { complete: 'Complète', partial: 'Inachevée' },
    mode: { self: 'Seul', field: 'Terrain' },
    profileKind: { near: 'Proche d’un profil', between: 'Entre plusieurs profils', apart: 'Sans profil dominant' },
  },
  en: {
    status: { complete: 'Complete', partial: 'Unfinished' },
    mode: { self: 'On their own', field: 'In the field' },
    profileKind: { near: 'Near a profile', between: 'Between several profiles', apart: 'No dominant profile' },
  },
};

/** The columns before the answers, by their labels in a language: status, mode, channel and profiles as the survey names them. */
export function headerLabels({ current, revisions }: PublishedSurvey, language: string): (header: Header) => Header {
  const words = WORDS[language] ?? {};
  const channels = new Map(current.notice?.channels?.map(({ id, label }) => [id, label[language] ?? id]));
  const profiles = new Map<string, string>();
  for (const { typology } of [...revisions.values(), current])
    for (const { id, name } of typology?.profiles ?? []) profiles.set(id, name[language] ?? id);
  const named = (value: Cell, names: ReadonlyMap<string, string>) => names.get(String(value)) ?? value;
  return (header) => {
    const kind = words.profileKind?.[String(header.profileKind)];
    return {
      ...header,
      status: words.status?.[String(header.status)] ?? header.status,
      mode: words.mode?.[String(header.mode)] ?? header.mode,
      channel: named(header.channel, channels),
      // Where no profile is named alone, the column says which of the two it is.
      profile: profiles.get(String(header.profile)) ?? kind ?? header.profile,
      profileKind: kind ?? header.profileKind,
      nearestProfiles:
        typeof header.nearestProfiles === 'string'
          ? header.nearestProfiles
              .split('|')
              .map((id) => profiles.get(id) ?? id)
              .join('|')
          : header.nearestProfiles,
    };
  };
}
