import type { Presentation } from '../../core/survey/presentation.ts';
import { withoutScheme } from '../address/addresses.ts';
import { saidAloud } from '../profile/card-reading.ts';
import { sayKey } from '../profile/say-fact.ts';
import { formatStrings, writeList } from '../words/writing.ts';
import { sharesOf } from './published-shares.ts';
import type { ShareOrder, Wish } from './share-order.ts';
import type { SheetText } from './sheet.ts';

/** The stratum and the territory that were answered, in words. */
export function answeredPlace({ survey: { questions, stratum }, answers, words }: ShareOrder): string {
  const places = questions.flatMap(({ id, kind, choice }) => {
    const answer = String(answers[id]);
    // The other options of a territory are « not said » and the like.
    const found = id === stratum || (kind === 'territory' && /^(\d|nc$)/.test(answer)) ? choice.get(answer) : undefined;
    return found ? [words.of(found.label)] : [];
  });
  return places.join(' · ');
}

/** The number of matching criteria is left out on purpose: on a picture it would be compared with another's. */
export function messageOf(order: ShareOrder, wish: Wish, invitation: string): SheetText {
  const { words, survey, reading, presentation } = order;
  const { outcome, profile, nearest, doors } = reading;
  const shares = sharesOf(order, wish);
  const named = outcome === 'open' ? [] : nearest;
  // Three bands have no room for shares beside one's own values.
  const isFull = wish.criteria && named.length > 2;
  const isLed = outcome === 'near' || outcome === 'between';
  const places = [wish.name, wish.place ? answeredPlace(order) : ''].filter((one) => one !== '');
  return {
    language: words.language,
    question: questionOf(order),
    ...(places.length > 0 && { place: places.join(' · ') }),
    kicker: isLed
      ? templateOf(order)
          .replace(/\{profile\}.*/, '')
          .trim()
      : '',
    named: named.map(({ id, name }) => {
      const door = doors?.get(id);
      const own = door && presentation.deciding?.[`${door.fact}.${door.value}`];
      const share = isFull ? undefined : shares.byProfile.get(id);
      return { id, name, share, door: own ?? (door && sayKey(survey.facts, door, words)) };
    }),
    joint: formatStrings(words.uiLanguage)[jointOf(order)],
    sentence: profile && saidAloud(reading, profile.id, presentation),
    all: named.length === 0 ? reading.columns.map(({ id }) => id) : [],
    among: shares.among,
    marks: shares.marks,
    source: isFull ? undefined : shares.source,
    ...(wish.criteria && { criteria: reading.criteria.flatMap(({ glance }) => glance || []) }),
    spirit: words.sharing['draw.spirit'],
    // The QR code has the whole address; the printed one is only the site, if it opens with this survey.
    link: withoutScheme(invitation).replace(/\/\?c=.*$/, ''),
  };
}

function jointOf({ reading: { outcome } }: ShareOrder): 'and' | 'or' {
  return outcome === 'either' ? 'or' : 'and';
}

function questionOf({ words, survey, presentation: { words: own } }: ShareOrder): string {
  return own.question ?? own.invitation ?? words.of(survey.title);
}

/** What one says of one's profiles, `{profile}`, in the first person of who answered. */
function templateOf({ words, reading, presentation, answers }: ShareOrder): string {
  const spoken = Object.entries(answers).map(([id, answer]) => presentation.speakers?.[`${id}.${answer}`]);
  const own: Presentation['words'] = Object.assign({}, presentation.words, ...spoken);
  return reading.outcome === 'between'
    ? (own.messageBetween ?? words.sharing['share.message-between']('{profile}'))
    : (own.message ?? words.sharing['share.message']('{profile}'));
}

/** The sentence that goes with the picture, without the link. */
export function messageWith(order: ShareOrder): string {
  const { outcome, nearest } = order.reading;
  if (outcome === 'open') return questionOf(order);
  const names = nearest.map(({ name }) => name);
  return templateOf(order).replace('{profile}', () => writeList(names, order.words.uiLanguage, jointOf(order)));
}

/** Returns the text alternative of the picture: the same content, no more. */
export function altOf(message: SheetText, order: ShareOrder): string {
  const { question, place, kicker, named, sentence, among, source, criteria = [], spirit } = message;
  const names = named.map(({ name, share, door }) => {
    const beside = [door ?? [], share ?? []].flat().join(', ');
    return beside === '' ? name : `${name} (${beside})`;
  });
  const list = writeList(names, order.words.uiLanguage, jointOf(order));
  return [question, place, `${kicker} ${list}`.trim(), sentence, among, ...criteria, source, spirit]
    .flatMap((one) => (one ? [/[.?!…]$/.test(one) ? one : `${one}.`] : []))
    .join(' ');
}
