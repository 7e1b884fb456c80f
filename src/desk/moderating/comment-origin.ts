import type { ModeratedComment } from '../../wire/organiser/moderation.ts';
import type { Desk } from '../parts/desk-context.ts';
import { nameOfItem } from '../parts/item-name.ts';

/** Returns everything that is shown about a comment's origin: the question and the language. */
export function commentOrigin(desk: Desk, { item, language }: ModeratedComment): string {
  return `${nameOfItem(desk, item)} · ${desk.words.languageName(language)}`;
}
