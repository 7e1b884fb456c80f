import type { Mask } from '../../core/moderation/mask.ts';
import type { Suspect } from '../../core/moderation/suspects.ts';
import type { Desk } from '../parts/desk-context.ts';

interface CommentTextProps {
  readonly desk: Desk;
  readonly id?: string;
  readonly text: string;
  readonly language: string;
  /** Underlined, each with its kind. */
  readonly suspects?: readonly Suspect[];
  /** Struck. */
  readonly masks?: readonly Mask[];
}

/** A comment as it was written, in its language. */
export function CommentText({ desk: { words }, id, text, language, suspects = [], masks = [] }: CommentTextProps) {
  const { kinds } = words.desk.moderating;
  return (
    <blockquote class="comment" id={id} lang={language} dir="auto">
      {inParts(text, masks.length > 0 ? masks : suspects).map(({ start, piece, range }) => {
        if (range === undefined) return piece;
        if (range.kind === undefined) return <del key={start}>{piece}</del>;
        return (
          <mark key={start} data-suspect={range.kind}>
            {piece}
            <bdi class="kind" lang={words.language}>
              {` ${kinds[range.kind]}`}
            </bdi>
          </mark>
        );
      })}
    </blockquote>
  );
}

interface Piece {
  readonly start: number;
  readonly piece: string;
  /** Where it is one of them. */
  readonly range?: Mask & Partial<Suspect>;
}

function inParts(text: string, ranges: readonly (Mask & Partial<Suspect>)[]): readonly Piece[] {
  const ends = [0, ...ranges.map(({ end }) => end)];
  const pieces = ranges.flatMap((range, at): readonly Piece[] => [
    { start: ends[at] ?? 0, piece: text.slice(ends[at], range.start) },
    { start: range.start, piece: text.slice(range.start, range.end), range },
  ]);
  const last = ends.at(-1) ?? 0;
  return [...pieces, { start: last, piece: text.slice(last) }];
}
