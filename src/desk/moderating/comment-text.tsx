import type { ModeratedComment } from '../../wire/organiser/moderation.ts';
import { type Desk, useDesk } from '../parts/desk-context.ts';
import { nameOfItem } from '../parts/item-name.ts';
import type { Suspect } from './suspects.ts';

interface CommentTextProps {
  readonly id?: string;
  readonly text: string;
  readonly language: string;
  readonly suspects?: readonly Suspect[];
}

/** A comment as it was written, in its language, with suspects underlined and their kind after them. */
export function CommentText({ id, text, language, suspects = [] }: CommentTextProps) {
  const { words } = useDesk();
  const { kinds } = words.desk.moderating;
  return (
    <blockquote class="comment" id={id} lang={language} dir="auto">
      {suspects.flatMap(({ start, end, kind }, at) => [
        text.slice(suspects[at - 1]?.end ?? 0, start),
        <mark key={start} data-suspect={kind}>
          {text.slice(start, end)}
          <bdi class="kind" lang={words.language}>
            {` ${kinds[kind]}`}
          </bdi>
        </mark>,
      ])}
      {text.slice(suspects.at(-1)?.end ?? 0)}
    </blockquote>
  );
}

/** Returns everything that is shown about a comment's origin: the question and the language. */
export function commentOrigin(desk: Desk, { item, language }: ModeratedComment): string {
  return `${nameOfItem(desk, item)} · ${desk.words.languageName(language)}`;
}
