/** The columns before the answers that people read, in order. Programs read the others too, in the table of codes. */
export const READER_COLUMNS = [
  ['status', { fr: 'État', en: 'Status' }],
  ['mode', { fr: 'Mode', en: 'Mode' }],
  ['channel', { fr: 'Canal', en: 'Channel' }],
  ['language', { fr: 'Langue', en: 'Language' }],
  ['readBy', { fr: 'Lue par', en: 'Read by' }],
  ['startedOn', { fr: 'Commencée le', en: 'Started on' }],
  ['receivedOn', { fr: 'Reçue le', en: 'Received on' }],
  ['minutes', { fr: 'Minutes', en: 'Minutes' }],
  ['profile', { fr: 'Profil', en: 'Profile' }],
  ['nearestProfiles', { fr: 'Profils les plus proches', en: 'Nearest profiles' }],
  ['setAside', { fr: 'Écartée', en: 'Excluded' }],
] as const;

/** The words of codes that every survey has, and of cells without an answer, as the pages of the desk have them. */
export const CODE_WORDS = {
  complete: { fr: 'Complète', en: 'Complete' },
  partial: { fr: 'Inachevée', en: 'Unfinished' },
  self: { fr: 'Seul', en: 'Alone' },
  field: { fr: 'Terrain', en: 'Field' },
  translated: { fr: 'Traduction du navigateur', en: 'Translation by the browser' },
  near: { fr: 'Proche d’un profil', en: 'Near a profile' },
  between: { fr: 'Entre deux profils', en: 'Between two profiles' },
  apart: { fr: 'Sans profil dominant', en: 'No dominant profile' },
  yes: { fr: 'Oui', en: 'Yes' },
  no: { fr: 'Non', en: 'No' },
  unknown: { fr: 'Ne sait pas', en: 'Does not know' },
  blank: { fr: 'Sans réponse', en: 'Left blank' },
  notAsked: { fr: 'Non posée', en: 'Not asked' },
} as const;

export const SHEET_WORDS = {
  revision: { fr: 'révision', en: 'revision' },
  between: { fr: ' ; ', en: '; ' },
  file: { fr: 'a-lire', en: 'to-read' },
  responses: { fr: 'Réponses', en: 'Responses' },
  texts: { fr: 'Textes', en: 'Texts' },
  question: { fr: 'Question', en: 'Question' },
  text: { fr: 'Texte', en: 'Text' },
  consent: { fr: 'Publication acceptée par l’auteur', en: 'Author agrees to publication' },
} as const;
