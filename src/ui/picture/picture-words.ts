import type { Survey } from '../../core/survey/questionnaire.ts';
import { withoutScheme } from '../address/addresses.ts';
import type { ProfileReading } from '../profile/card-reading.ts';
import type { SharingWords } from '../words/sharing-words.ts';
import type { SheetText } from './sheet.ts';

/** What the respondent lets the picture say. Nothing but the profile unless asked. */
export interface ShownOnPicture {
  readonly criteria: boolean;
  readonly type: boolean;
}

interface MessageInput {
  readonly words: SharingWords;
  readonly survey: Survey;
  readonly reading: ProfileReading;
  /** The stratum, in words. */
  readonly type: string | undefined;
  readonly shown: ShownOnPicture;
  /** In the survey's own words. */
  readonly call: string | undefined;
  readonly invitation: string;
}

/** The number of matching criteria is left out on purpose: on a picture it would be compared with another's. */
export function messageOf({ words, survey, reading, type, shown, call, invitation }: MessageInput): SheetText {
  const text = words.sharing;
  const { composite, nearest, profile, criteria, columns } = reading;
  const isBetween = composite && nearest.length > 1;
  return {
    survey: words.of(survey.typology?.title ?? survey.title),
    kicker: isBetween ? text['draw.between'] : composite ? text['draw.our-answers'] : text['draw.near'],
    names: isBetween ? nearest.map((one) => one.name) : [composite ? text['draw.composite'] : profile.name],
    sentence: isBetween
      ? text['draw.composite-of']
      : composite
        ? text['draw.nearest-one'](profile.name)
        : reading.sentence,
    emblems: nearest.map((one) => one.id),
    // Near one profile and not near enough: half of the ground is nobody's.
    ...(composite && !isBetween ? { tones: [profile.id, undefined] } : {}),
    legend: columns.map((one) => one.id),
    ...(shown.type && type !== undefined ? { type } : {}),
    ...(shown.criteria ? { criteria: criteria.map((one) => one.glance) } : {}),
    spirit: text['draw.spirit'],
    invitation: call ?? text['draw.invitation'],
    // The code beside it holds the whole: what is read and typed is the site, where it opens with this survey.
    link: withoutScheme(invitation).replace(/\/\?c=.*$/, ''),
  };
}

/** What the picture says, for those who do not see it: the same things, no more. */
export function altOf(words: SharingWords, message: SheetText): string {
  const { survey, kicker, names, sentence, type, criteria } = message;
  const all = [survey, kicker, words.list(names), sentence, type, ...(criteria ?? [])];
  return all
    .flatMap((one) => (one === undefined ? [] : [one.replace(/\.$/, '')]))
    .join('. ')
    .concat('. ', message.spirit);
}
