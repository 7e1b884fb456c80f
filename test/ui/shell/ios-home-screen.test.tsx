import { afterEach, expect, test } from 'vitest';
import { prepareHomeScreen } from '../../../src/ui/shell/ios-home-screen.ts';

const before = [...document.head.children];
afterEach(() => {
  for (const one of [...document.head.children]) if (!before.includes(one)) one.remove();
});

function link(rel: string, href: string): void {
  document.head.append(Object.assign(document.createElement('link'), { rel, href }));
}

const MANIFEST = `data:application/json,${encodeURIComponent('{"short_name":"Jardins"}')}`;
const ICON = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>';

test('an iPhone gets the name of the application, and a launch picture of the size of its screen', async () => {
  link('manifest', MANIFEST);
  link('apple-touch-icon', ICON);
  await prepareHomeScreen();
  expect(document.querySelector<HTMLMetaElement>('[name="apple-mobile-web-app-title"]')?.content).toBe('Jardins');
  const picture = new Image();
  picture.src = document.querySelector<HTMLLinkElement>('[rel="apple-touch-startup-image"]')?.href ?? '';
  await picture.decode();
  expect([picture.width, picture.height]).toEqual([
    Math.round(screen.width * devicePixelRatio),
    Math.round(screen.height * devicePixelRatio),
  ]);
});

test('what does not come leaves the page as it is', async () => {
  link('manifest', '/no-such-manifest');
  link('apple-touch-icon', 'data:image/png;base64,AAAA');
  await prepareHomeScreen();
  expect(document.querySelector('[name="apple-mobile-web-app-title"], [rel="apple-touch-startup-image"]')).toBeNull();
});
