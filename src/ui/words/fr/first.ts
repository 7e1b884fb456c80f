import type { UiLanguage } from '../../../core/ui-language.ts';

/*
 * What the interface says while people answer, in French. Questionnaire text lives in the survey file.
 * The texts of the later screens are in their own file: they are not needed for the first question.
 */

export const fr = {
  'app.tag': 'fr' as const,
  'app.name': 'Baromètre',
  'app.about': 'À propos',
  'app.sections': 'Sections',
  'app.loading': 'Chargement…',

  'opening.begin': 'Commencer',
  'opening.promise': ' Un profil à la fin. Ni classement, ni notation.',
  'opening.questions': (n: number, minutes: number) => `${n} questions, ${minutes} minutes.`,
  'opening.resumable': 'Fonctionne hors ligne. Vous pourrez reprendre.',
  'opening.nameless': 'sans nom, sans compte',
  'opening.asks': 'Qui mène l’enquête',
  'opening.why': 'À quoi elle sert',
  'opening.kept': 'Vos données',
  'opening.uncontrolled': 'Démonstration',
  'opening.demonstration': 'Sans responsable déclaré, les réponses ne servent qu’à essayer.',
  'opening.caution': 'Répondez en une fois, avec du réseau.',
  'opening.closed': 'L’enquête est terminée',

  'question.count': (number: number, total: number) => `Question ${number} sur ${total}`,
  'question.skipped': (from: number, to: number) =>
    `D’après vos réponses, ${from < to ? `les questions ${from} à ${to} ne se posent` : `la question ${to} ne se pose`} pas.`,
  'question.continue': 'Continuer',
  'question.back': 'Retour',
  'question.clear': 'Effacer la réponse',
  'question.specify': 'Précisez',

  'error.prefix': 'Erreur : ',

  'save.saved': 'Enregistré',
  'save.saving': 'Enregistrement…',
  'save.unsaved': 'Non enregistré',
  'save.memory': 'En mémoire seulement',
  'save.confirm': 'À confirmer',

  'status.ready': 'Prêt hors ligne',
  'status.retry': 'Réessayer',

  'lost.unreachable': 'L’enquête n’a pas pu être chargée. Vérifiez le réseau, puis réessayez.',
  'lost.code': 'Une partie de l’application n’a pas pu être chargée.',
  'lost.network': 'Retrouvez le réseau, puis réessayez.',
  'lost.still': 'Toujours rien. Vérifiez le réseau.',
  'lost.home': 'Aller à l’accueil',
  'lost.error': 'Une erreur est survenue',
  'lost.error-kept': 'Vos réponses enregistrées sont conservées sur cet appareil.',
  'lost.reload': 'Recharger la page',
};

export type Strings = Omit<typeof fr, 'app.tag'> & { readonly 'app.tag': UiLanguage };
