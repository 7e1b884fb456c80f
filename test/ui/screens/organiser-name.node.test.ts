import { expect, test } from 'vitest';
import { organiserName } from '../../../src/ui/screens/results/report/organiser-name.ts';

test.each([
  ['Mairie de Test, 1 place de la Mairie', 'Mairie de Test'],
  ['Fédération Sport, Culture et Loisirs, 12 bis rue du Val, 38000 Grenoble', 'Fédération Sport, Culture et Loisirs'],
  ['Maison de quartier — place du Marché, Vallon', 'Maison de quartier'],
  ['Ville de Vallon\n1 rue Haute', 'Ville de Vallon'],
  ['Collectif du 9 mars', 'Collectif du 9 mars'],
  ['Comité Jean-Moulin, Cours-la-Ville', 'Comité Jean-Moulin, Cours-la-Ville'],
  ['جمعية الحي، 3 شارع', 'جمعية الحي'],
  ['', ''],
])('the organiser of “%s” is “%s”', (controller, name) => {
  expect(organiserName(controller)).toBe(name);
});
