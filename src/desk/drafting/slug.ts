import { withoutAccents } from '../../core/without-accents.ts';

/** « Salon des maires » as `salon-des-maires`. */
export function slugOf(label: string): string {
  const slug = withoutAccents(label)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return wordsWithin(slug, 32, '-');
}

/** The first words that are of so many characters at most together, or the beginning of a first word that is longer. */
export function wordsWithin(text: string, most: number, between: string): string {
  if (text.length <= most) return text;
  const end = text.lastIndexOf(between, most);
  return text.slice(0, end > 0 ? end : most);
}
