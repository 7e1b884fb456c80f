import { afterFrame } from '../../lazy/after-frame.ts';
import { COMPOSITE_PAGE, invitationAddress, previewAddress } from '../address/addresses.ts';
import { loadQr } from '../elements/qr-code.tsx';
import { preload } from '../elements/use-code.ts';
import { browserOutlets, handOver } from '../elements/web-share.ts';
import { altOf, messageOf, messageWith } from './picture-words.ts';
import type { ShareOrder, Wish } from './share-order.ts';
import type { Shape, SheetText } from './sheet.ts';

/** `unable`: this browser has no share sheet that takes a picture, or refused. */
export type ShareOutcome = 'shared' | 'cancelled' | 'unable';

/** The default: only the profile is shared. */
export const LEAST: Wish = { criteria: false, place: false, name: '', shape: 'landscape' };

export function profileLink({ words, entry, reading }: ShareOrder): string {
  const page = reading.profile?.id ?? COMPOSITE_PAGE;
  return previewAddress(location.origin, entry, page, words.language);
}

function sheetOf(order: ShareOrder, wish: Wish): SheetText {
  return messageOf(order, wish, invitationAddress(location.origin, order.entry));
}

export function altFor(order: ShareOrder, wish: Wish): string {
  return altOf(sheetOf(order, wish), order);
}

/** Caches the few pictures that a card can share. */
const drawn = new Map<string, Promise<File | undefined>>();

/** `undefined` where this browser could not draw it, or where its code did not come. */
export function pictureOf(order: ShareOrder, wish: Wish): Promise<File | undefined> {
  const message = sheetOf(order, wish);
  const name = order.presentation.words.file ?? order.words.sharing['share.file'];
  const key = JSON.stringify([message, wish.shape, name]);
  const found = drawn.get(key) ?? draw(message, wish.shape, name, invitationAddress(location.origin, order.entry));
  drawn.set(key, found);
  void found.then((file) => file ?? drawn.delete(key));
  return found;
}

async function draw(message: SheetText, shape: Shape, name: string, code: string): Promise<File | undefined> {
  const [drawing, qr] = await Promise.all([preload(() => import('./draw-picture.ts')), preload(loadQr)]);
  if (!drawing || !qr) return undefined;
  const drawn = qr.drawQr(code);
  // Making the code takes as long as drawing: each has its task, so that a tap meanwhile waits for one of them.
  await new Promise<void>(afterFrame);
  return drawing.drawPicture(message, shape, name, drawn);
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
