import type { HEADER_COLUMNS } from '../../stored/export-rows.ts';

type HeaderWords = Readonly<Record<(typeof HEADER_COLUMNS)[number], string>>;

/** The columns before the answers, in words; other languages keep their names. */
const WORDS: Readonly<Record<string, HeaderWords>> = {
  fr: {
    id: 'Identifiant',
    survey: 'Enquête',
    revision: 'Révision',
    status: 'État',
    sequence: 'Envoi',
    mode: 'Mode',
    channel: 'Canal',
    language: 'Langue',
    startedOn: 'Commencée le',
    receivedOn: 'Reçue le',
    minutes: 'Minutes',
    lastQuestion: 'Dernière question',
    profile: 'Profil',
    profileKind: 'Près d’un profil, entre plusieurs, sans profil dominant',
    nearestProfiles: 'Profils les plus proches',
    setAside: 'Écartée',
  },
  en: {
    id: 'Id',
    survey: 'Survey',
    revision: 'Revision',
    status: 'Status',
    sequence: 'Sending',
    mode: 'Mode',
    channel: 'Channel',
    language: 'Language',
    startedOn: 'Started on',
    receivedOn: 'Received on',
    minutes: 'Minutes',
    lastQuestion: 'Last question',
    profile: 'Profile',
    profileKind: 'Near a profile, between several, no dominant profile',
    nearestProfiles: 'Nearest profiles',
    setAside: 'Excluded',
  },
};

export function headerWord(column: (typeof HEADER_COLUMNS)[number], language: string | undefined): string {
  return WORDS[language ?? '']?.[column] ?? column;
}
