import { expect, test } from 'vitest';
import { declarationFacts } from '../../src/dossier/declaration.ts';
import { fillTemplate } from '../../src/dossier/filled.ts';
import { grid } from '../../src/words/compiled/dossier/grid.mjs';
import { templates } from '../../src/words/compiled/dossier/templates.mjs';

const SURVEY = { title: 'Le bruit', controller: 'Ville', contact: undefined, contacts: [], address: '/?s=bruit' };
const AUDITED = / avec .+4\.1\.2[.,]((?!faute).)*par la société Regard le 1er juin 2026/s;

test.each([
  [null, '2026-12-02', 'non', /faute d’audit/, undefined],
  [{ C: 60, NC: 0 }, '2026-12-02', 'totalement', AUDITED, '100 %'],
  [{ C: 40, NC: 20 }, '2029-06-01', 'partiellement', AUDITED, '66 %'],
  [{ C: 60, NC: 0 }, '2029-06-02', 'non', /faute d’audit/, undefined],
])(
  'after an audit of 2026-06-01 that found %j, a declaration of %s says « %s conforme »',
  (found, today, state, said, rate) => {
    const audit = found && { by: 'la société Regard', signedOn: '2026-06-01', ...found };
    const { markdown } = fillTemplate(templates.declaration, declarationFacts(SURVEY, { ...grid, audit }, today));
    const text = markdown.replaceAll('\\', '').replaceAll(/[\u00a0\u202f]/g, ' ');
    expect(text).toContain(` est **${state} conforme** avec`);
    expect(text).toMatch(said);
    expect(/^- (.+) des critères du RGAA/m.exec(text)?.[1]).toBe(rate);
  },
);
