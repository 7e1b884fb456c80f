import { chosenFor, LEAVE_OUT, type ReportChoice } from '../../report/decisions.ts';
import type { SentenceCode, SentenceWords } from '../../report/sentences.ts';
import type { Remark } from '../../report/text-source.ts';
import { columnLetters } from '../../xlsx/workbook-sheet.ts';
import type { TextOption } from './parts.ts';

export type TextRemarks = ReturnType<typeof textRemarks>;

/** Collects what the report says of the lines of a text, and asks about those that are not understood. */
export function textRemarks(source: string, accepted: readonly string[]) {
  const remarks: Remark[] = [];
  const counts = new Map<number, number>();
  const say = (line: number, verdict: Remark['verdict'], code: SentenceCode, text = '', words: SentenceWords = {}) =>
    void remarks.push({ line, column: 0, verdict, code, text, words });
  return {
    remarks,
    say,
    carried: (line: number) => say(line, 'carried', 'row.unread'),
    /**
     * Asks about a line, and returns the choice by which it is read: the first that is offered, until the author has decided. Questions
     * about one line get one column after the other. `others` become of what is decided here.
     */
    ask(
      line: number,
      code: SentenceCode,
      text: string,
      choices: readonly ReportChoice[],
      { column: place, others = [] }: { readonly column?: number; readonly others?: readonly TextOption[] } = {},
    ): string {
      const column = place ?? counts.get(line) ?? 0;
      if (place === undefined) counts.set(line, column + 1);
      const choice = chosenFor(`${source}!${columnLetters(column)}${line}`, choices, accepted);
      const about = { line, column, text, choices };
      const details = others.map((other) => `A${other.line} ${other.text}`);
      const isLeft = choice?.id === LEAVE_OUT;
      if (choice) {
        const verdict = isLeft ? 'dropped' : 'otherwise';
        remarks.push({ ...about, verdict, code: isLeft ? 'text.left' : 'text.chosen', words: { choice: choice.says } });
      } else remarks.push({ ...about, verdict: 'to-decide', code, ...(others.length > 0 && { details }) });
      for (const other of others)
        if (!choice) say(other.line, 'waiting', 'row.unread');
        else if (isLeft) say(other.line, 'dropped', 'text.left', other.text);
      return (choice ?? choices[0])?.id ?? LEAVE_OUT;
    },
  };
}
