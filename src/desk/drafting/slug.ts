import { withoutAccents } from '../../core/answering/without-accents.ts';

/** « Salon des maires » as `salon-des-maires`. */
export function slugOf(label: string): string {
  return withoutAccents(label)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 32);
}
