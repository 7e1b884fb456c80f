/** Texts that the endpoint writes into pages. No script contains them. */
export const pageFr = {
  'landing.kicker': 'On vous a envoyé ce profil',
  /** For a browser that cannot run the app. */
  'browser.old':
    'Ce navigateur est trop ancien ou sans JavaScript. Il faut au moins Safari ou iOS 16.4, Chrome 111 ou Firefox 121.',
};

export type PageStrings = typeof pageFr;
