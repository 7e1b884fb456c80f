/** Of the page as it comes, for a browser that runs nothing of the rest: no script holds these. */
export const oldBrowserFr = {
  'browser.old':
    'Ce navigateur est trop ancien ou sans JavaScript. Il faut au moins Safari ou iOS 16.4, Chrome 111 ou Firefox 121.',
};

export type OldBrowserStrings = typeof oldBrowserFr;
