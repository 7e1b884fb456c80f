import { createHash, randomBytes } from 'node:crypto';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { StoredResponse } from '../storage/storage.ts';
import { isPersonal, perRevision } from '../stored/response-rows.ts';
import { answerReader } from '../stored/stored-answers.ts';
import { BYTE_ORDER_MARK, csvLine } from './table/csv-line.ts';
import { shuffled } from './table/shuffle.ts';

/** Characters of texts held at a time: those of a few hundred thousand people, in 128 MB at most. */
const MOST_HELD = 64 * 2 ** 20;
/** Texts are drawn into so many cells, and come out one cell after another. */
const CELLS = 4096;

/** With `yes` where whoever wrote it consents to its being published. */
type Text = readonly [item: string, text: string, consent: string];

/**
 * Free comments, each with its consent, and "préciser" texts, alone, every order of them as likely: in the order of ids they could be laid beside the
 * other export. What does not fit in memory is read again, as often as it takes, with the same draw.
 */
export async function* commentsExport(
  published: PublishedSurvey,
  readAll: () => AsyncIterable<StoredResponse>,
  left: AbortSignal,
  mostHeld = MOST_HELD,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(['item', 'text', 'consent']);
  const key = randomBytes(16);
  const cellOf = (id: string, item: string) =>
    createHash('sha256').update(key).update(id).update(item).digest().readUInt16BE() % CELLS;
  for (let from = 0; from < CELLS; ) {
    const held = holding(from, mostHeld);
    for await (const { id, text } of personalTexts(published, readAll())) {
      if (left.aborted) return;
      held.add(cellOf(id, text[0]), text);
    }
    for (const cell of held.cells()) for await (const text of shuffled(cell, cell.length)) yield csvLine(text);
    from = held.until();
  }
}

/** The texts of the cells from one on, as many cells as fit. */
function holding(from: number, mostHeld: number) {
  const cells = new Map<number, Text[]>();
  let until = CELLS;
  let held = 0;
  const lengthOf = (texts: readonly Text[]) => texts.reduce((sum, [, text]) => sum + text.length, 0);
  return {
    add(cell: number, text: Text): void {
      if (cell < from || cell >= until) return;
      const known = cells.get(cell);
      if (known) known.push(text);
      else cells.set(cell, [text]);
      held += text[1].length;
      for (; held > mostHeld && until > from + 1; cells.delete(until)) held -= lengthOf(cells.get(--until) ?? []);
    },
    /** The first cell that is left for another reading. */
    until: () => until,
    *cells(): Generator<readonly Text[]> {
      for (let cell = from; cell < until; cell++) {
        yield cells.get(cell) ?? [];
        cells.delete(cell);
      }
    },
  };
}

async function* personalTexts(
  published: PublishedSurvey,
  responses: AsyncIterable<StoredResponse>,
): AsyncGenerator<{ readonly id: string; readonly text: Text }> {
  const surveys = [...published.revisions.values(), published.current];
  const items = [
    ...new Set(surveys.flatMap(textsOf).flatMap(({ item, consent }) => (consent ? [item, consent] : [item]))),
  ];
  const readAnswers = answerReader(items);
  const placesFor = perRevision((survey) =>
    textsOf(survey).map(({ item, consent }) => ({
      item,
      at: items.indexOf(item),
      consentAt: items.indexOf(consent ?? ''),
    })),
  );
  for await (const response of responses) {
    const answers = readAnswers(response.answers);
    for (const { item, at, consentAt } of placesFor(published.revisions.get(response.revision) ?? published.current)) {
      const text = answers[at];
      if (text !== undefined) yield { id: response.id, text: [item, String(text), String(answers[consentAt] ?? '')] };
    }
  }
}

/** The texts that a survey asks for, and what says of each that it may be published. */
function textsOf(survey: Survey): readonly { readonly item: string; readonly consent: string | undefined }[] {
  return survey.questions.flatMap((question) =>
    question.items
      .filter((item) => isPersonal(question, item) && item !== question.consentItem)
      .map((item) => ({ item, consent: item === question.id ? question.consentItem : undefined })),
  );
}
