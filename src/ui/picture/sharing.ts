import type { Presentation } from '../../core/survey/presentation.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { SurveyEntry } from '../../core/survey/survey-entry.ts';
import type { Results } from '../../wire/results.ts';
import { COMPOSITE_PAGE, invitationAddress, previewAddress } from '../address/addresses.ts';
import { compare } from '../comparison/compare.ts';
import { ownLines, partsCompared, twentyMarks } from '../comparison/twenty-marks.ts';
import { loadQr } from '../elements/qr-code.tsx';
import { preload } from '../elements/use-code.ts';
import { browserOutlets, handOver } from '../elements/web-share.ts';
import type { ProfileReading } from '../profile/card-reading.ts';
import type { SharingWords } from '../words/sharing-words.ts';
import { altOf, messageOf, type PictureContents } from './picture-words.ts';
import type { Shape, SheetText } from './sheet.ts';

/** `unable`: this browser has no share sheet that takes a picture, or refused. */
export type ShareOutcome = 'shared' | 'cancelled' | 'unable';

/** The card to share, with the words for it. */
export interface ShareOrder {
  readonly words: SharingWords;
  readonly survey: Survey;
  readonly entry: SurveyEntry;
  readonly reading: ProfileReading;
  readonly presentation: Presentation;
  /** The respondent's, with its name. */
  readonly stratum: { readonly id: string; readonly name: string } | undefined;
  readonly results: Results | undefined;
}

export interface Wish extends PictureContents {
  readonly shape: Shape;
}

/** The default: only the profile is shared. */
export const LEAST: Wish = { criteria: false, type: false, shape: 'landscape' };

/** The sentence that goes with the picture, without the link. */
export function messageWith({ words, reading, presentation }: Omit<ShareOrder, 'results'>): string {
  const { outcome, nearest, profile } = reading;
  const own = presentation.words;
  const text = words.sharing;
  if (outcome === 'between') {
    const names = words.list(nearest.map((one) => one.name));
    return own.messageBetween?.replace('{profile}', names) ?? text['share.message-between'](names);
  }
  if (!profile) return text['share.message-apart'];
  return own.message?.replace('{profile}', profile.name) ?? text['share.message'](profile.name);
}

export function profileLink({ words, entry, reading }: ShareOrder): string {
  const page = reading.profile?.id ?? COMPOSITE_PAGE;
  return previewAddress(location.origin, entry, page, words.language);
}

function sheetOf(order: ShareOrder, shown: PictureContents): SheetText {
  const { stratum, entry } = order;
  return messageOf({
    ...order,
    shown,
    type: stratum?.name,
    among: amongOf({ ...order, stratum: shown.type ? stratum : undefined }),
    invitation: invitationAddress(location.origin, entry),
  });
}

export function altFor(order: ShareOrder, wish: Wish): string {
  return altOf(sheetOf(order, wish));
}

/** Caches the few pictures that a card can share. */
const drawn = new Map<string, Promise<File | undefined>>();

/** `undefined` where this browser could not draw it, or where its code did not come. */
export function pictureOf(order: ShareOrder, { shape, ...shown }: Wish): Promise<File | undefined> {
  const message = sheetOf(order, shown);
  const name = order.presentation.words.file ?? order.words.sharing['share.file'];
  const key = JSON.stringify([message, shape, name]);
  const found = drawn.get(key) ?? draw(message, shape, name, invitationAddress(location.origin, order.entry));
  drawn.set(key, found);
  void found.then((file) => file ?? drawn.delete(key));
  return found;
}

async function draw(message: SheetText, shape: Shape, name: string, code: string): Promise<File | undefined> {
  const [drawing, qr] = await Promise.all([preload(() => import('./draw-picture.ts')), preload(loadQr)]);
  return drawing && qr ? drawing.drawPicture({ message, shape, qr: qr.drawQr(code), name }) : undefined;
}

/** The link is in the text: many applications drop an address that comes with a file. */
function textOf(order: ShareOrder): string {
  return `${messageWith(order)} ${profileLink(order)}`;
}

/** Hands picture, text and link to the system's share sheet, in the tap that asked for it. Where it is unable, the picture is shown whole. */
export async function shareAtOnce(order: ShareOrder, wish: Wish = LEAST): Promise<ShareOutcome> {
  const { canShare, share } = browserOutlets();
  if (!canShare || !share) return 'unable';
  const file = await pictureOf(order, wish);
  if (!file) return 'unable';
  const outcome = await handOver(file, textOf(order), { canShare, share, download: () => {} });
  return outcome === 'shared' || outcome === 'cancelled' ? outcome : 'unable';
}

/** A picture is shared without its base, so shares of fewer profiles than this are left out. */
const LEAST_PROFILED = 100;

type AmongInput = Pick<ShareOrder, 'words' | 'survey' | 'reading' | 'results' | 'stratum'>;

/** How many others of a stratum, or of everyone, are near the same profile: only where published shares say so, over a large enough group. */
export function amongOf({ words, survey, reading, results, stratum }: AmongInput): SheetText['among'] {
  // The answers of a demonstration are invented.
  if (results?.demonstration) return undefined;
  const compared = compare({ survey, results, stratum: stratum?.id, own: ownLines(reading), past: undefined });
  if (compared.kind !== 'published') return undefined;
  const [group] = compared.groups;
  const { profiled = 0 } = group ?? {};
  if (!group || (stratum && group.id !== stratum.id) || profiled < LEAST_PROFILED) return undefined;
  const parts = partsCompared(compared.profiles);
  const [ours, another] = parts?.filter(({ isOwn }) => isOwn) ?? [];
  if (!parts || !ours || another) return undefined;
  const n = words.number(profiled);
  return {
    share: words.percent(ours.part * 100),
    group: stratum ? words.sharing['draw.among-type'](n, stratum.name) : words.sharing['draw.among'](n),
    marks: twentyMarks(parts),
  };
}
