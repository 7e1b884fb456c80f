import { fetchJson } from '../../lazy/fetch-json.ts';

/**
 * What iOS wants to know of a page that is put on the home screen, and reads from the page rather than from the manifest: the name under
 * the icon, and a picture of exactly the screen's size, without which an application begins with a white flash. One picture drawn here
 * replaces two dozen files, one for each size of screen; iOS takes it when the page is put there, so that it may come late.
 */
export async function prepareHomeScreen(): Promise<void> {
  const manifest = document.querySelector<HTMLLinkElement>('link[rel="manifest"]')?.href;
  const icon = document.querySelector<HTMLLinkElement>('link[rel="apple-touch-icon"]')?.href;
  if (!manifest || !icon) return;
  const content = await fetchJson(manifest);
  const name =
    typeof content === 'object' && content !== null && 'short_name' in content ? String(content.short_name) : undefined;
  if (name !== undefined) add('meta', { name: 'apple-mobile-web-app-title', content: name });
  const href = await drawSplash(icon);
  if (href !== undefined) add('link', { rel: 'apple-touch-startup-image', href });
}

function add(tag: 'meta' | 'link', attributes: Readonly<Record<string, string>>): void {
  document.head.append(Object.assign(document.createElement(tag), attributes));
}

/** The icon on the page's ground; `undefined` where the icon does not come. */
async function drawSplash(icon: string): Promise<string | undefined> {
  const canvas = document.createElement('canvas');
  // iOS says the upright size however the phone is held.
  canvas.width = screen.width * devicePixelRatio;
  canvas.height = screen.height * devicePixelRatio;
  const context = canvas.getContext('2d');
  const picture = Object.assign(new Image(), { src: icon });
  try {
    await picture.decode();
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
  const side = Math.min(canvas.width, canvas.height) / 4;
  if (context) {
    context.fillStyle = '#fbfaf6';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, (canvas.width - side) / 2, (canvas.height - side) / 2, side, side);
  }
  return canvas.toDataURL();
}
