/** The page about the barometer, in French: nobody who answers needs it. */
export const aboutFr = {
  'about.title': 'À propos',
  'about.kept': 'Ce qui est gardé sur cet appareil',
  'about.keys': [
    ['Brouillons', 'Vos réponses en cours. Jusqu’à la fin du questionnaire, ou jusqu’à ce que vous les supprimiez.'],
    ['File d’envoi', 'Les réponses terminées. Jusqu’à l’accusé de réception.'],
    ['Effacements', 'Le code d’une réponse à effacer. Jusqu’à ce que le service ait confirmé.'],
    ['Profils', 'Les critères de votre carte et le code du reçu. Jusqu’à ce que vous les effaciez.'],
    ['Questionnaires', 'Le texte des questions. Tant qu’une réponse ou un profil en a besoin.'],
    ['Application', 'Les fichiers de cette page, pour l’ouvrir hors ligne. Jusqu’à la version suivante.'],
  ],
  'about.iphone':
    'Sur iPhone et iPad, Safari peut effacer ces données après sept jours sans visite. La page ajoutée à l’écran d’accueil n’est pas concernée.',
  'about.none': 'Aucun cookie, aucune mesure d’audience, aucun autre site.',
  'about.accessibility': 'Accessibilité',
  'about.accessibility-text':
    'Accessibilité\u202f: partiellement conforme. La page est conçue selon le RGAA 4.1 et les WCAG 2.2 (AA). Elle n’a pas encore reçu d’audit complet.',
  'about.licence': 'Licence',
  'about.licence-text': 'Logiciel libre, sous licence publique de l’Union européenne (EUPL 1.2).',
  'about.source': 'Le questionnaire',
  'about.home': 'Retour à l’accueil',
};

export type AboutStrings = typeof aboutFr;
