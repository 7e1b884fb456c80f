import { render } from 'preact';
import { useState } from 'preact/hooks';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { InDesk } from '../../src/desk/parts/desk-context.ts';
import { deskWords } from '../../src/desk/words/desk-words.ts';
import { undecidedLines, WorkbookPart } from '../../src/desk/workbooks/workbook-part.tsx';
import { wordsIn } from '../../src/ui/words/words.ts';
import type { WorkbookFindings } from '../../src/wire/organiser/survey-reply.ts';
import { words as deskFr } from '../../src/words/compiled/desk/fr/desk.mjs';
import { words as fr } from '../../src/words/compiled/respondent/fr/first.mjs';

type Line = WorkbookFindings['lines'][number];

const line = (row: number, more: Partial<Line>): Line => {
  const says = { fr: `Raison ${row}`, en: `Reason ${row}` };
  return {
    sheet: 'survey',
    cell: `G${row}`,
    verdict: 'to-decide',
    text: `formule ${row}`,
    code: 'condition',
    says,
    ...more,
  };
};
const choice = (id: string, says: string) => ({ id, says: { fr: says, en: says } });

/** Draws a report, and returns what is chosen now. */
function shown(lines: readonly Line[]): () => readonly string[] {
  const rows = { read: lines.length, carried: 0, otherwise: 0, dropped: 0, toDecide: lines.length, faulty: 0 };
  const report: WorkbookFindings = { rows, lines, decisions: [] };
  let last: readonly string[] = [];
  const Decided = () => {
    const [accepted, setAccepted] = useState<readonly string[]>([]);
    last = accepted;
    return (
      <>
        <WorkbookPart
          report={report}
          name="a.docx"
          unread={{ comments: 3 }}
          accepted={accepted}
          onAccept={setAccepted}
        />
        <output>{undecidedLines(report, accepted)}</output>
      </>
    );
  };
  render(null, document.body);
  render(
    <InDesk value={{ words: deskWords(wordsIn('fr', fr), deskFr) }}>
      <Decided />
    </InDesk>,
    document.body,
  );
  return () => last;
}
const left = () => document.querySelector('output')?.textContent;

test('a line is chosen, chosen otherwise, and taken back; it stays in sight', async () => {
  const choices = [choice('help', 'Aide de la question 5'), choice('drop', 'Ne pas reprendre')];
  const chosen = shown([line(3, { sheet: 'texte', cell: 'A3', choices }), line(4, { code: 'other' })]);
  await page.getByRole('button', { name: 'Aide de la question 5 ligne 3' }).click();
  expect(chosen()).toEqual(['texte!A3=help']);
  const drop = page.getByRole('button', { name: 'Ne pas reprendre ligne 3' });
  await drop.click();
  expect([chosen(), left()]).toEqual([['texte!A3=drop'], '1']);
  await expect.element(drop).toHaveAttribute('aria-pressed', 'true');
  await drop.click();
  expect([chosen(), left()]).toEqual([[], '2']);
  expect(document.body.textContent).toMatch(/Dans le fichier, non lucommentaires3/);
});

test('hundreds of lines with one reason are one row, decided at once; lines that offer other choices are not among them', async () => {
  const alike = Array.from({ length: 262 }, (_, row) => line(row + 2, {}));
  const chosen = shown([...alike, line(300, { choices: [choice('drop', 'Laisser')] })]);
  expect(document.querySelectorAll('.workbook tr').length).toBe(2);
  await page.getByRole('button', { name: 'Ne pas reprendre, pour toutes' }).click();
  expect([chosen().length, chosen()[0], left()]).toEqual([262, 'survey!G2=drop', '1']);
});

test('a few lines of one kind are in sight and decided at once, or taken one by one', async () => {
  const choices = [choice('help', 'Aide de la question'), choice('drop', 'Ne pas reprendre')];
  const chosen = shown([3, 5, 8].map((row) => line(row, { sheet: 'texte', cell: `A${row}`, choices })));
  expect(document.querySelector('.workbook tr')?.textContent).toMatch(/ligne 3 formule 3ligne 5 formule 5ligne 8 form/);
  await page.getByRole('button', { name: 'Aide de la question, pour toutes' }).click();
  expect([chosen(), left()]).toEqual([['texte!A3=help', 'texte!A5=help', 'texte!A8=help'], '0']);
  await page.getByRole('button', { name: 'Une par une' }).click();
  await page.getByRole('button', { name: 'Ne pas reprendre ligne 5' }).click();
  expect(chosen()).toEqual(['texte!A3=help', 'texte!A8=help', 'texte!A5=drop']);
});
