const bilingual = (fr: string, en: string) => ({ fr, en });
/** A complete notice, in French and English. */
export const NOTICE = {
  controller: bilingual('Mairie de Test, 1 place de la Mairie', 'Test town hall, 1 place de la Mairie'),
  contact: bilingual('enquete@mairie.example', 'enquete@mairie.example'),
  dpo: bilingual('dpd@mairie.example', 'dpd@mairie.example'),
  purpose: bilingual('Décrire la politique numérique locale', 'To describe local digital policy'),
  legalBasis: bilingual("Mission d'intérêt public", 'Task in the public interest'),
  participation: { mandatory: false, consequence: bilingual('Aucune', 'None') },
  recipients: bilingual('Le service des études', 'The research service'),
  retention: { answers: 24, contacts: 6 },
  rights: bilingual('Accès, rectification, effacement', 'Access, rectification, erasure'),
  complaint: bilingual('CNIL', 'CNIL'),
};
/** The same in English alone. */
export const NOTICE_EN = JSON.parse(JSON.stringify(NOTICE), (_, value) => (value?.en ? { en: value.en } : value));
