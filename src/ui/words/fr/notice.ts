/** The names of what a notice says, in French: read with the notice alone. */
export const noticeFr = {
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
