/** The screens of the app. Their addresses are in the fragment, so neither a server nor the worker sees them. */
export type Route =
  | { readonly screen: 'opening' }
  | { readonly screen: 'question'; readonly question: string }
  | { readonly screen: 'check' }
  /** The latest finished response, or the one with this id; `copy`, which is the id of none, for a copy of its answers. */
  | { readonly screen: 'card'; readonly id?: string }
  | { readonly screen: 'capsule'; readonly capsule: string }
  /** Checking or erasing by code, from any device; the code may come in the address of a QR code. */
  | { readonly screen: 'receipt'; readonly code?: string }
  /** The contents, or the block with this address: an item of the survey, or a page that belongs to none. */
  | { readonly screen: 'results'; readonly block?: string }
  | { readonly screen: 'profile'; readonly profile: string }
  | { readonly screen: 'about' }
  /** All questions, to read or to print. */
  | { readonly screen: 'questions' }
  /** With a file that another application has shared. */
  | { readonly screen: 'rescue'; readonly isShared?: true }
  /** The day screen, on a shared tablet only. */
  | { readonly screen: 'field' }
  | { readonly screen: 'not-found' };

export const OPENING = { screen: 'opening' } as const satisfies Route;

/** The only part of `parseRoute` that the first load needs. */
export function isOpening(hash: string): boolean {
  return /^#?\/?$/.test(hash);
}

export function parseRoute(hash: string): Route {
  if (isOpening(hash)) return OPENING;
  const [screen = '', rest, ...more] = hash.replace(/^#?\/?/, '').split('/');
  if (more.length > 0) return { screen: 'not-found' };
  if (screen === 'question' && rest) return { screen, question: rest };
  if (screen === 'c' && rest) return { screen: 'capsule', capsule: rest };
  if (screen === 'profiles' && rest) return { screen: 'profile', profile: rest };
  if (screen === 'receipt') return rest ? { screen, code: decoded(rest) } : { screen };
  if (screen === 'results') return rest ? { screen, block: rest } : { screen };
  if (screen === 'rescue') return rest ? { screen, isShared: true } : { screen };
  if (screen === 'card') return rest ? { screen, id: rest } : { screen };
  return !rest && (screen === 'check' || screen === 'about' || screen === 'field' || screen === 'questions')
    ? { screen }
    : { screen: 'not-found' };
}

export function hrefTo(route: Route): string {
  switch (route.screen) {
    case 'opening':
    case 'not-found':
      return '#/';
    case 'question':
      return `#/question/${route.question}`;
    case 'card':
      return `#/card${after(route.id)}`;
    case 'receipt':
      return `#/receipt${after(route.code && encodeURIComponent(route.code))}`;
    case 'results':
      return `#/results${after(route.block)}`;
    case 'capsule':
      return `#/c/${route.capsule}`;
    case 'profile':
      return `#/profiles/${route.profile}`;
    default:
      return `#/${route.screen}`;
  }
}

/** Returns the rest of an address after the name of its screen. It is short because it is loaded before the first question. */
function after(rest = ''): string {
  return rest && `/${rest}`;
}

/** Decodes percent-encoding. Malformed text is returned as it is: it will not be a valid code. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
