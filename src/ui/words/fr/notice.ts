/** Texts in French that few openings show: of responses that wait, and the names of the lines of a notice. */
export const noticeFr = {
  'opening.resume': 'Reprendre',
  'opening.draft': (number: number, total: number, date: string) => `Question ${number} sur ${total}, le ${date}`,
  'opening.draft-check': (date: string) => `Vérification des réponses, le ${date}`,
  'opening.drafts': 'Une réponse vous attend sur cet appareil',
  'opening.many-drafts': 'Des réponses vous attendent sur cet appareil',
  'opening.discard': 'Supprimer ce brouillon',
  'opening.discard-sure': 'Supprimer vraiment ?',

  'opening.until': 'Ouverte jusqu’au',
  'opening.closed-since': 'Close depuis le',
  'opening.answered': 'Déjà répondu',
  'opening.profiles': 'Les profils',
  'opening.answers': (n: string, day: string) => `environ ${n} réponses au ${day}`,
  'opening.opens': (day: string) => `Cette enquête ouvre le ${day}. Gardez ce lien : il vous servira ce jour-là.`,
  'opening.closed-why': 'Merci à celles et ceux qui ont répondu. On ne peut plus commencer à répondre.',
  'opening.copy': 'Copier le lien',
  'opening.copied': 'Lien copié',
  'opening.not-copied': 'Votre navigateur ne permet pas de copier. Sélectionnez le lien :',
  'opening.see-results': 'Voir les résultats',

  'notice.controller': 'Responsable',
  'notice.contact': 'Contact',
  'notice.dpo': 'Délégué à la protection des données',
  'notice.purpose': 'But',
  'notice.legal-basis': 'Base légale',
  'notice.participation': 'Participation',
  'notice.optional': 'Facultative.',
  'notice.mandatory': 'Obligatoire.',
  'notice.recipients': 'Destinataires',
  'notice.retention': 'Durée de conservation',
  'notice.months': (answers: number, contacts: number | undefined) =>
    contacts === undefined
      ? `${answers} mois pour les réponses. Aucune adresse n’est demandée.`
      : `${answers} mois pour les réponses, ${contacts} mois pour les adresses de contact.`,
  'notice.rights': 'Vos droits',
  'notice.complaint': 'Réclamation',
};

export type NoticeStrings = typeof noticeFr;
