import type { Survey } from '../../core/survey/questionnaire.ts';
import { withoutScheme } from '../address/addresses.ts';
import type { ProfileReading } from '../profile/reading.ts';
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
  const { composite, nearest, profile, criteria } = reading;
  return {
    survey: words.of(survey.typology?.title ?? survey.title),
    kicker: composite ? text['draw.our-answers'] : text['draw.near'],
    name: composite ? text['draw.composite'] : profile.name,
    sentence: composite ? nearestInWords(words, reading) : reading.sentence,
    emblems: (composite ? nearest : [profile]).map((one) => one.id),
    ...(shown.type && type !== undefined ? { type } : {}),
    ...(shown.criteria
      ? { criteria: { title: text['draw.our-answers'], lines: criteria.flatMap((one) => one.observed) } }
      : {}),
    spirit: text['draw.spirit'],
    invitation: call ?? text['draw.invitation'],
    link: withoutScheme(invitation),
  };
}

function nearestInWords(words: SharingWords, { nearest, profile }: ProfileReading): string {
  const text = words.sharing;
  return nearest.length > 1
    ? text['draw.between'](words.list(nearest.map((one) => one.name)))
    : text['draw.nearest-one'](profile.name);
}

/** What the picture says, for those who do not see it: the same things, no more. */
export function altOf(words: SharingWords, message: SheetText): string {
  const { survey, kicker, name, type, criteria, emblems } = message;
  // The picture leaves the profile's own sentence out when the answers stand beside its name.
  const sentence = criteria && emblems.length === 1 ? undefined : message.sentence;
  const all = [survey, kicker, name, sentence, type, ...(criteria ? [criteria.title, ...criteria.lines] : [])];
  return all
    .flatMap((one) => (one === undefined ? [] : [one.replace(/\.$/, '')]))
    .join('. ')
    .concat('. ', words.sharing['draw.spirit']);
}
