import { settingsOf, surveyOf, taken, xlsxOf, YES_NO } from './xlsx.ts';

/** A quiz as a town hall would write it, in a workbook: four questions, three profiles. */
export const QUIZ_SHEETS = {
  survey: [
    ['type', 'name', 'label', 'constraint', 'parameters', 'barometre--prefill'],
    ['select_one often', 'often', 'Allez-vous sur le site de la mairie ?'],
    ['select_one how', 'how', 'Comment faites-vous une démarche ?'],
    ['select_multiple tools', 'tools', 'Qu’utilisez-vous ?', 'count-selected(.) <= 2', 'randomize=true'],
    ['select_one yn', 'helps', 'Aidez-vous quelqu’un à le faire ?', undefined, undefined, 'yes'],
  ],
  choices: [
    ...YES_NO,
    ['often', 'daily', 'Chaque jour'],
    ['often', 'never', 'Jamais'],
    ['how', 'online', 'En ligne'],
    ['how', 'desk', 'Au guichet'],
    ['how', 'phone', 'Par téléphone'],
    ['tools', 'app', 'Une application'],
    ['tools', 'mail', 'Le courriel'],
    ['tools', 'paper', 'Le papier'],
  ],
  settings: settingsOf('Quel usager êtes-vous ?', 'usager'),
  profiles: [
    ['criterion', 'connecte', 'guichet', 'relais'],
    ['(name)', 'Connecté', 'Au guichet', 'Relais'],
    ['(said)', 'Vous faites tout en ligne.', 'Vous préférez voir quelqu’un.', 'Vous aidez les autres.'],
  ],
  weights: [
    ['question', 'option', 'connecte', 'guichet', 'relais'],
    ['often', 'daily', 2, undefined, 1],
    [undefined, 'never', -1, 2],
    ['how', 'online', 3, undefined, 1],
    ['how', 'desk', undefined, 3],
    ['how', 'Par téléphone', undefined, 1, 1],
    ['tools', 'app', 2],
    ['tools', 'mail', 1, undefined, 1],
    ['tools', 'paper', -1, 2],
    ['helps', 'yes', undefined, undefined, 3],
  ],
} as const;

export function quizFile() {
  return surveyOf(taken(xlsxOf(QUIZ_SHEETS)));
}
