import { type SheetInput, settingsOf, YES_NO } from '../../support/xlsx.ts';

/** A workbook of two questions, the second of which is asked where `relevant` says. */
export const marketSheets = (relevant: string, id = 'marche'): SheetInput => ({
  survey: [
    ['type', 'name', 'label', 'relevant'],
    ['select_one yn', 'stall', 'Tenez-vous un étal ?'],
    ['text', 'why', 'Pourquoi ?', relevant],
  ],
  choices: YES_NO,
  settings: settingsOf('Le marché', id),
});
