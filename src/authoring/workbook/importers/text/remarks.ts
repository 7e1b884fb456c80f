import { chosenFor, LEAVE_OUT, type ReportChoice } from '../../report/decisions.ts';
import type { SentenceCode, SentenceWords } from '../../report/sentences.ts';
import type { Remark } from '../../report/text-source.ts';
import { columnLetters } from '../../xlsx/workbook-sheet.ts';

/** The choice by which a line is read. Until the author has decided, it is the first that was offered. */
export interface LineReading {
  readonly id: string;
  readonly isOpen: boolean;
}

interface Asked {
  readonly words?: SentenceWords;
  /** The column of a cell of a table. Other questions about a line get one column after the other. */
  readonly column?: number;
  /** Lines that become of what is decided here. */
  readonly others?: readonly { readonly line: number; readonly text: string }[];
}

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
    ask(
      line: number,
      code: SentenceCode,
      text: string,
      choices: readonly ReportChoice[],
      { words, column: place, others = [] }: Asked = {},
    ): LineReading {
      const column = place ?? counts.get(line) ?? 0;
      if (place === undefined) counts.set(line, column + 1);
      const choice = chosenFor(`${source}!${columnLetters(column)}${line}`, choices, accepted);
      const about = { line, column, text, choices };
      const details = others.map((other) => `A${other.line} ${other.text}`);
      if (choice) {
        const isLeft = choice.id === LEAVE_OUT;
        const verdict = isLeft ? 'dropped' : 'otherwise';
        remarks.push({ ...about, verdict, code: isLeft ? 'text.left' : 'text.chosen', words: { choice: choice.says } });
        return { id: choice.id, isOpen: false };
      }
      remarks.push({
        ...about,
        verdict: 'to-decide',
        code,
        ...(words && { words }),
        ...(others.length > 0 && { details }),
      });
      for (const other of others) say(other.line, 'waiting', 'row.unread');
      return { id: choices[0]?.id ?? LEAVE_OUT, isOpen: true };
    },
  };
}
