import type { SheetsGiven } from '../../support/xlsx.ts';

/** A workbook of two questions, the second of which is asked where `relevant` says. */
export const marketSheets = (relevant: string, id = 'marche'): SheetsGiven => ({
  survey: [
    ['type', 'name', 'label', 'relevant'],
    ['select_one yn', 'stall', 'Tenez-vous un étal ?'],
    ['text', 'why', 'Pourquoi ?', relevant],
  ],
  choices: [
    ['list_name', 'name', 'label'],
    ['yn', 'yes', 'Oui'],
    ['yn', 'no', 'Non'],
  ],
  settings: [
    ['form_title', 'form_id', 'default_language'],
    ['Le marché', id, 'Français (fr)'],
  ],
});
