/** Where the page may be. Addresses live in the fragment: no host or worker has to know them, and no server sees them. */
export type Route =
  | { readonly screen: 'opening' }
  | { readonly screen: 'question'; readonly question: string }
  | { readonly screen: 'check' }
  /** The latest finished response, or the one with this id. */
  | { readonly screen: 'card'; readonly id?: string }
  | { readonly screen: 'capsule'; readonly capsule: string }
  | { readonly screen: 'about' }
  | { readonly screen: 'not-found' };

export function parseRoute(hash: string): Route {
  const [screen = '', rest, ...more] = hash.replace(/^#?\/?/, '').split('/');
  if (more.length > 0) return { screen: 'not-found' };
  if (screen === 'question' && rest) return { screen, question: rest };
  if (screen === 'c' && rest) return { screen: 'capsule', capsule: rest };
  if (screen === 'card') return rest ? { screen, id: rest } : { screen };
  if (rest) return { screen: 'not-found' };
  if (screen === '') return { screen: 'opening' };
  return screen === 'check' || screen === 'about' ? { screen } : { screen: 'not-found' };
}

export function hrefTo(route: Route): string {
  switch (route.screen) {
    case 'opening':
    case 'not-found':
      return '#/';
    case 'question':
      return `#/question/${route.question}`;
    case 'card':
      return route.id ? `#/card/${route.id}` : '#/card';
    case 'capsule':
      return `#/c/${route.capsule}`;
    default:
      return `#/${route.screen}`;
  }
}
