import type { Presentation } from '../../core/survey/presentation.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { withoutScheme } from '../address/addresses.ts';
import { type ProfileReading, saidAloud } from '../profile/card-reading.ts';
import type { SharingWords } from '../words/sharing-words.ts';
import type { SheetText } from './sheet.ts';

/** The respondent's choices for the picture. By default it says only the profile. */
export interface PictureContents {
  readonly criteria: boolean;
  readonly type: boolean;
}

interface MessageInput {
  readonly words: SharingWords;
  readonly survey: Survey;
  readonly reading: ProfileReading;
  readonly presentation: Presentation;
  /** The stratum, in words. */
  readonly type: string | undefined;
  readonly shown: PictureContents;
  /** How many others are near the same profile: of their type where it is shown, else of everyone. */
  readonly among: SheetText['among'];
  readonly invitation: string;
}

/** The number of matching criteria is left out on purpose: on a picture it would be compared with another's. */
export function messageOf(input: MessageInput): SheetText {
  const { words, survey, reading, presentation, type, shown, among, invitation } = input;
  const text = words.sharing;
  const { outcome, nearest, profile, criteria } = reading;
  const isBetween = outcome === 'between';
  const isApart = !profile && !isBetween;
  return {
    question: presentation.words.question ?? presentation.words.invitation ?? words.of(survey.title),
    kicker: text[isBetween ? 'draw.crossing' : isApart ? 'draw.our-answers' : 'draw.we-are'],
    names: isBetween ? crossedNames(reading, presentation, words) : [profile?.name ?? text['draw.composite']],
    sentence: isBetween
      ? undefined
      : isApart
        ? text['draw.nearest'](nearest.length, words.list(nearest.map((one) => one.name)))
        : profile && saidAloud(reading, profile.id, presentation),
    emblems: nearest.map((one) => one.id),
    ...(isApart && { isPlain: true }),
    among,
    ...(shown.type && type !== undefined ? { type } : {}),
    ...(shown.criteria ? { criteria: criteria.map((one) => one.glance) } : {}),
    spirit: text['draw.spirit'],
    // The QR code has the whole address; the printed one is only the site, if it opens with this survey.
    link: withoutScheme(invitation).replace(/\/\?c=.*$/, ''),
  };
}

/** A line each; the last begins with « et ». */
function crossedNames(
  { nearest }: ProfileReading,
  { crossed = {} }: Presentation,
  { sharing: text }: SharingWords,
): readonly string[] {
  return nearest.map(({ id, name }, place) => {
    const profileName = crossed[id] ?? name;
    return place > 0 && place === nearest.length - 1 ? text['draw.and'](profileName) : profileName;
  });
}

/** Returns the text alternative of the picture: the same content, no more. */
export function altOf(message: SheetText): string {
  const { question, kicker, names, sentence, among, type, criteria, spirit } = message;
  const others = among && `${among.share} ${among.group}`;
  const all = [question, `${kicker} ${names.join(' ')}`, sentence, others ?? type, ...(criteria ?? [])];
  return all
    .flatMap((one) => (one === undefined ? [] : [one.replace(/\.$/, '')]))
    .join('. ')
    .concat('. ', spirit);
}
