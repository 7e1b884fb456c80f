import type { CardStrings } from '../words/later-words.ts';
import type { ProfileStrings } from '../words/profile-words.ts';
import type { CriterionReading, ProfileReading } from './card-reading.ts';

/** Says, above the title, how sure it is. */
export function kickerOf(reading: ProfileReading, text: CardStrings): string {
  const { outcome, nearest, criteria, open, deciding, isCounted } = reading;
  const total = criteria.length;
  if (outcome === 'near') return text['card.near'];
  if (outcome === 'open') return total > 0 ? text['card.after'](total - open.length, total) : text['card.after-some'];
  return outcome === 'between' || isCounted
    ? text['card.tied'](nearest.length === 2)
    : text['card.either'](Math.max(open.length, deciding.length), nearest.length === 2);
}

/** Says, under the title, how many criteria match, or what is missing. */
export function noteOf(reading: ProfileReading, text: CardStrings): string | undefined {
  const { outcome, nearest, criteria, deciding, matches, typology, isCounted, open, possible } = reading;
  const total = criteria.length;
  if (outcome === 'open' && !isCounted)
    return possible
      ? text['card.undecided-among'](deciding.length, possible.length)
      : text['card.undecided'](deciding.length);
  if (total === 0 || (outcome === 'either' && !isCounted)) return undefined;
  if (outcome === 'open' && nearest.length === 1)
    return text['card.few'](typology.compositeBelow ?? 0, total, nearest[0]?.name ?? '');
  const agree =
    outcome === 'near' && matches === total
      ? text['card.agree-all'](total)
      : text[outcome === 'near' ? 'card.agree' : 'card.agree-each'](matches, total);
  return isCounted ? agree : `${agree} ${text['card.whatever'](open.length)}`;
}

/** Returns the profiles of the card that a criterion agrees with, and the word for that. */
export function agreementOf({ criteria, nearest }: ProfileReading, { id, standing }: CriterionReading) {
  const place = criteria.findIndex((one) => one.id === id);
  const agreeing = nearest.filter((one) => one.cells[place]?.matches);
  const matches = standing === 'open' ? undefined : agreeing.length > 0;
  const says = matches === undefined ? 'card.depends-on' : matches ? 'card.matches' : 'card.differs';
  return { agreeing, names: agreeing.map(({ name }) => name), matches, says } as const;
}

/** Explains why the card names these profiles. */
export function reasonOf(reading: ProfileReading, strings: ProfileStrings): string {
  const { outcome, criteria, isCounted, profile, matches, typology } = reading;
  if (criteria.length === 0) return strings['quiz-rule'];
  if (!isCounted) return strings[`why-${outcome}`];
  if (profile) return strings['why-matches'](profile.name);
  const { compositeBelow = 0 } = typology;
  if (matches < compositeBelow) return strings['why-few'](String(compositeBelow));
  return strings[outcome === 'between' ? 'why-tied' : 'why-many'];
}
