const said = (fr: string, en: string) => ({ fr, en });
/** A notice that says everything, in French and English. */
export const NOTICE = {
  controller: said('Mairie de Test, 1 place de la Mairie', 'Test town hall, 1 place de la Mairie'),
  contact: said('enquete@mairie.example', 'enquete@mairie.example'),
  dpo: said('dpd@mairie.example', 'dpd@mairie.example'),
  purpose: said('Décrire la politique numérique locale', 'To describe local digital policy'),
  legalBasis: said("Mission d'intérêt public", 'Task in the public interest'),
  participation: { mandatory: false, consequence: said('Aucune', 'None') },
  recipients: said('Le service des études', 'The research service'),
  retention: { answers: 24, contacts: 6 },
  rights: said('Accès, rectification, effacement', 'Access, rectification, erasure'),
  complaint: said('CNIL', 'CNIL'),
};
