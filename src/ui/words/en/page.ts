import type { PageStrings } from '../fr/page.ts';

export const pageEn: PageStrings = {
  'landing.kicker': 'Someone sent you this profile',
  'browser.old':
    'This browser is too old or has no JavaScript. You need at least Safari or iOS 16.4, Chrome 111 or Firefox 121.',
};
