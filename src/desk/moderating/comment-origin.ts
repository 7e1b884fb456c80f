import type { ModeratedComment } from '../../wire/moderation.ts';
import type { Desk } from '../parts/desk-context.ts';
import { nameOfItem } from '../parts/item-name.ts';

/** All that is said of where a comment comes from: the question, and the language. */
export function commentOrigin(desk: Desk, { item, language }: ModeratedComment): string {
  return `${nameOfItem(desk, item)} · ${desk.words.languageName(language)}`;
}
