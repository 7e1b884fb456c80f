import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assessmentFile } from '../../src/dossier/assessment.ts';
import { type DossierDocument, type DossierInput, dossierOf, frenchFacts } from '../../src/dossier/documents.ts';
import { fillTemplate, htmlOf } from '../../src/dossier/filled.ts';
import type { DossierReply } from '../../src/wire/organiser/dossier-reply.ts';
import { templates } from '../../src/words/compiled/dossier/templates.mjs';
import { builtSurvey, readPublic } from '../support/surveys.ts';
import { notice, reply, withSetting } from './replies.ts';

const town: DossierInput['survey'] = { ...builtSurvey(readPublic('quel-usager/1.json')), notice };
const SHIPPED = [
  town,
  ...['exemple-benevolat/1', 'numerique-territorial/3'].map((id) => builtSurvey(readPublic(`${id}.json`))),
];

function documentNamed(id: DossierDocument['id'], survey = town, given = reply) {
  const [found] = dossierOf({ survey, reply: given }).filter((one) => one.id === id);
  if (!found) throw new Error(`no document ${id}`);
  return found;
}

/** The text of a page as a reader sees it. Each tag must be closed. */
function textOf(html: string): string {
  const open: string[] = [];
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z\d]+)[^>]*>/g))
    if (slash) expect(open.pop()).toBe(name);
    else if (name !== 'hr') open.push(name);
  expect(open).toEqual([]);
  const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return html.replaceAll(/<[^>]*>/g, '').replaceAll(/&(\w+);/g, (_, name) => signs[name] ?? '');
}

test.each(SHIPPED)(
  'the folder of $id reads as text, names what is left to a person, and claims nothing that is not so',
  (survey) => {
    const documents = dossierOf({ survey, reply });
    expect(documents).toHaveLength(8);
    for (const { markdown, left, sections, filled, file } of documents) {
      expect(left).toHaveLength(markdown.match(/^____$/gm)?.length ?? 0);
      expect(filled < sections).toBe(left.length > 0);
      expect(file).toMatch(/^[a-z\d-]+$/);
      expect(textOf(htmlOf(markdown))).not.toMatch(/[{}\\]|undefined|null|\[object|anonym|secret statistique/i);
    }
  },
);

test('fills 11 of 12 lines of the record, 13 of 14 fields of the notice, 8 of 9 clauses, 30 of 36 questions', () => {
  const ids = ['register', 'notice', 'processor', 'assessment'] as const;
  const counts = ids.map((id) => documentNamed(id)).map(({ filled, sections }) => `${filled}/${sections}`);
  expect(counts).toEqual(['11/12', '13/14', '8/9', '30/36']);
  // Without a notice, four questions are left to a person too.
  expect(documentNamed('assessment', SHIPPED[2]).filled).toBe(26);
});

describe('the file for the PIA tool', () => {
  const fileOf = (given: DossierReply, survey = town) => JSON.parse(assessmentFile({ survey, reply: given }));
  const file = fileOf(reply);

  test('has the keys that the tool reads, and the 36 questions: 30 are filled, and 6 gauges left to a person', () => {
    expect(Object.keys(file)).toEqual(['pia', 'answers', 'measures', 'evaluations', 'comments']);
    const items = Object.entries({ 11: 3, 12: 3, 21: 5, 22: 7, 32: 6, 33: 6, 34: 6 });
    const asked = items.flatMap(([item, count]) => [...Array(count).keys()].map((key) => Number(`${item}${key + 1}`)));
    expect(file.answers.map((one: { reference_to: number }) => one.reference_to)).toEqual(asked);
    for (const { created_at } of [file.pia, ...file.answers, ...file.measures])
      expect(new Date(created_at).toISOString()).toBe('2026-12-02T00:00:00.000Z');
    for (const { reference_to, data } of file.answers) {
      const isGauge = reference_to > 300 && reference_to % 10 > 4;
      expect(textOf(data.text) !== '' || data.list.length > 0).toBe(!isGauge);
      expect(data.text).not.toContain('<h1>');
      expect(data.gauge).toBe(reference_to > 300 && !isGauge ? null : 0);
    }
  });

  test('names measures that are on, and those alone', () => {
    const titles = (given: DossierReply, survey = town): readonly string[] =>
      fileOf(given, survey).measures.map((one: { title: string }) => one.title);
    const sealed = { ...town, notice: { ...notice, retention: { answers: 12 }, sealing: { keys: [] } } };
    const off = { ...reply, settings: {}, backedUpThrough: null };
    expect(titles(reply)).toContain('Échanges chiffrés');
    expect(titles(withSetting('encryption', 'none'))).not.toContain('Échanges chiffrés');
    expect(titles(off).join()).not.toMatch(/chiffrés|Sauvegardes|fin de la durée|scellées/);
    expect(titles(off, sealed)).toContain('Tablettes partagées scellées');
    expect(titles(off, sealed)).not.toContain('Adresses de contact séparées');
    // The tool links a measure to a risk by its title.
    expect(titles(reply)).toEqual(expect.arrayContaining(file.answers[21].data.list));
  });
});

test('shows as text what a notice holds of HTML, Markdown and templates', () => {
  const vile = '<script>alert(1)</script> *a* # b {{x}} {{{y}}}\n\n____\n\n## 999 &lt; [c](javascript:d) `e` 1. \\';
  const fr = { fr: vile };
  const survey = { ...town, title: fr, notice: { ...notice, purpose: fr, recipients: fr } };
  for (const id of ['register', 'notice', 'notice-short', 'assessment'] as const) {
    const { markdown, sections } = documentNamed(id, survey);
    expect(textOf(htmlOf(markdown))).toContain(vile.replaceAll(/\s+/g, ' '));
    expect(sections).toBe(documentNamed(id).sections);
  }
  const file = JSON.parse(assessmentFile({ survey, reply }));
  expect(file).toMatchObject({ pia: { name: vile }, answers: { length: 36 } });
  expect(textOf(file.answers[6].data.text)).toContain(vile.replaceAll(/\s+/g, ' '));
});

test('says since when a document is true: since the last change of what it names', () => {
  const shorter = withSetting('purgeMonths', 6, '2026-11-27');
  const moved = { ...shorter, notice: { 'retention.answers': '2026-11-29' } };
  const erased = { ...moved, erasures: [{ day: '2026-11-30', by: 'purge', count: 4 }] } as const;
  expect(documentNamed('register', town, shorter)).toMatchObject({ since: '2026-11-27', changed: 'purgeMonths' });
  expect(documentNamed('register', town, shorter).markdown).toContain('vraie depuis le 27 novembre 2026');
  expect(documentNamed('notice', town, moved)).toMatchObject({ changed: 'notice.retention.answers' });
  expect(documentNamed('erasures', town, erased)).toMatchObject({ since: '2026-11-30', changed: 'erasures' });
  expect(documentNamed('erasures', town, erased).markdown).toContain('30 novembre 2026\u202f: 4, à la fin');
});

test('says in the record that the notice and the service contradict each other', () => {
  const record = (months: number | null) =>
    documentNamed('register', town, withSetting('purgeMonths', months)).markdown;
  expect(record(12)).not.toContain('**');
  expect(record(6)).toContain('se contredisent');
  expect(record(24)).toContain('plus longtemps que la notice');
  expect(record(null)).toContain('ne tient pas de lui-même');
});

test('quotes what a person could still learn as the privacy model has it', () => {
  const [, tables = ''] = readFileSync('docs/privacy-model.md', 'utf8').split('What the best possible attacker learns');
  const rows = tables.split('A response is in more than')[0]?.match(/^ *\|.*\d.*$/gm) ?? [];
  const figures = rows.flatMap(
    (row) =>
      row
        .split('|')
        .slice(2)
        .join()
        .match(/\d[\d.]*/g) ?? [],
  );
  const quoted = new Set(templates.method.replaceAll(/(\d),(\d)/g, '$1.$2').match(/\d[\d.]*/g));
  expect(figures).toHaveLength(27);
  expect(figures.filter((figure) => !quoted.has(figure))).toEqual([]);
});

test('prints on the page of the IT department what the machine knows, and where to ask for it otherwise', () => {
  const files = [{ name: 'organiser-token', mode: '0600', what: 'jeton' }];
  const dependencies = [{ name: 'hono', version: '4.13.19', licenses: [{ expression: 'MIT' }] }];
  const host = { files, dependencies, sbom: 'sbom.json' };
  const page = textOf(htmlOf(fillTemplate(templates.it, frenchFacts({ ...reply, host })).markdown));
  for (const fact of ['organiser-token (0600)', 'hono 4.13.19, MIT', 'sbom.json']) expect(page).toContain(fact);
  expect(documentNamed('it').markdown).toContain('doctor --report');
});
