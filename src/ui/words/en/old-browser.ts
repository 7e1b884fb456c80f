import type { OldBrowserStrings } from '../fr/old-browser.ts';

export const oldBrowserEn: OldBrowserStrings = {
  'browser.old':
    'This browser is too old or has no JavaScript. You need at least Safari or iOS 16.4, Chrome 111 or Firefox 121.',
};
