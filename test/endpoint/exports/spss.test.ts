import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { spssNames } from '../../../src/endpoint/exports/spss-syntax.ts';
import { DAY, envelope, exported, temporaryFolder, testApp, verdicts } from '../harness.ts';

const SURVEY = 'numerique-territorial';

/** What PSPP says after the syntax, as rows of cells. */
function pspp(folder: string, commands: string): readonly (readonly string[])[] {
  const syntax = join(folder, 'read.sps');
  writeFileSync(syntax, `${readFileSync(join(folder, 'export.sps'), 'utf8')}\n${commands}\n`);
  const output = join(folder, 'output.csv');
  const run = spawnSync('pspp', ['--no-statrc', '-O', 'format=csv', '-o', output, syntax], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  if (run.status !== 0) throw new Error(readFileSync(output, 'utf8') + run.stderr);
  return Papa.parse<string[]>(readFileSync(output, 'utf8')).data;
}

describe('the SPSS syntax', () => {
  it('reads the CSV in PSPP, with labels, counts, missing values and a variable per option', async () => {
    const { app } = await testApp();
    const answers = [
      { 'authority-type': 'commune', territory: '2A', 'initial-budget-investment': 120_000 },
      {
        'authority-type': 'commune',
        'initial-budget-investment': 'unknown',
        'main-domains': ['education', 'health'],
      },
      { 'authority-type': 'region', 'initial-budget-share': 12.5, 'main-domains': ['health'] },
      { 'development-axes': { 'axis-open-data': 'in-progress' } },
    ];
    const sent = answers.map((given, turn) =>
      envelope({ answers: given, channel: '-stand', status: turn === 3 ? 'partial' : 'complete' }),
    );
    expect(new Set((await verdicts(app, ...sent)).map((one) => one.verdict))).toEqual(new Set(['stored']));
    const folder = await temporaryFolder();
    writeFileSync(join(folder, `${SURVEY}-${DAY}.csv`), await exported(app, `${SURVEY}.csv`));
    writeFileSync(join(folder, 'export.sps'), await exported(app, `${SURVEY}.sps?labels=fr`));
    const output = pspp(
      folder,
      `FREQUENCIES /VARIABLES=receivedOn authority_type territory axis_open_data main_domains_health initial_budget_investment.
DESCRIPTIVES /VARIABLES=initial_budget_investment initial_budget_share.
MRSETS /DISPLAY NAME=[$main_domains].`,
    );
    const rows = output.map((row) => row.join(';'));
    for (const row of [
      'Valid;Commune;2;50.0%;66.7%;66.7%',
      ';Région;1;25.0%;33.3%;100.0%',
      'Valid;Corse-du-Sud;1;25.0%;100.0%;100.0%',
      'Valid;En cours;1;25.0%;100.0%;100.0%',
      'Valid;2026/11/24;4;100.0%;100.0%;100.0%',
      "Budget d'investissement alloué au numérique en 2026 (en €);1;120000.0;.  ;120000;120000",
      'Part du budget 2026 de la collectivité consacrée au numérique (en %);1;12.50;.  ;12.50;12.50',
      ';unknown;1;25.0%;;',
      'Valid;1;2;50.0%;100.0%;100.0%',
    ])
      expect(rows).toContain(row);
    const set = output.find(([name]) => name === '$main_domains')?.join('\n') ?? '';
    expect(set.split('\n').filter((name) => name.startsWith('main_domains_'))).toHaveLength(12);
  });
});

describe('SPSS names', () => {
  it('are legal, differ whatever the capitals, and are the same each time', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9]{1,40}(-[A-Za-z0-9]{1,40}){0,2}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.oneof(id, fc.constantFrom('with', 'to', '2a', '2A', 'a-b')), { maxLength: 30 }),
        (ids) => {
          const names = ids.map(spssNames());
          expect(new Set(names.map((name) => name.toUpperCase())).size).toBe(ids.length);
          for (const name of names) {
            expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_]{0,63}$/);
            expect(name).not.toMatch(/^(all|and|by|eq|ge|gt|le|lt|ne|not|or|to|with)$/i);
          }
          expect(ids.map(spssNames())).toEqual(names);
        },
      ),
    );
  });

  it.each([
    ['axis-open-data', 'axis_open_data'],
    ['2a', 'q_2a'],
    ['with', 'q_with'],
  ])('of %s is %s', (id, name) => {
    expect(spssNames()(id)).toBe(name);
  });
});
