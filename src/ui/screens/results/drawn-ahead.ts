/*
 * The first page of the results as the endpoint has drawn it. It can be read, and its links followed, before the code of the app has
 * come. The app, hidden, draws the same and takes its place.
 */

/**
 * Shows the page at this address with these styles once all of them have come, unless the app has drawn its own by then. Resolves when
 * that is done, or when one of them is lost: then the app draws it alone.
 */
export async function showDrawn(address: string, styles: readonly string[]): Promise<void> {
  // The page's policy lets no script parse HTML. A request may: nothing runs in the document that it makes.
  const request = new XMLHttpRequest();
  request.responseType = 'document';
  request.open('GET', address);
  // An empty reply would be read as XML, whose errors are drawn with a style that the policy refuses.
  request.overrideMimeType('text/html');
  const links = styles.map((href) => Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
  document.head.append(...links);
  const coming = [request, ...links].map(hasCome);
  request.send();
  const isWhole = (await Promise.all(coming)).every((has) => has);
  // Not the page of a Wi-Fi network.
  const page = isWhole && request.responseXML?.querySelector('[data-results="index"]')?.closest<HTMLElement>('.page');
  if (page) put(page, links);
}

function hasCome(one: EventTarget): Promise<boolean> {
  return new Promise((resolve) => {
    one.addEventListener('load', () => resolve(true));
    one.addEventListener('error', () => resolve(false));
  });
}

function put(page: HTMLElement, links: readonly HTMLElement[]): void {
  const app = document.getElementById('app');
  const { hash } = location;
  if (!app || !/^#.results$/.test(hash) || app.querySelector('main:not([data-screen="opening"]) h1')) return;
  document.title = page.ownerDocument.title;
  for (const one of page.querySelectorAll<HTMLElement>('[data-style]')) one.style.cssText = one.dataset.style ?? '';
  const place = document.createElement('div');
  // As that of the app, in the style of the shell.
  place.style.container = 'app / inline-size';
  place.append(page);
  // The opening that came with the page is not what the address leads to.
  if (app.querySelector('main[data-screen="opening"]')) app.replaceChildren();
  app.hidden = true;
  app.before(place);
  scrollTo(0, 0);
  new MutationObserver((_, observer) => {
    // Every screen has a heading; what is said while its code loads has none.
    if (!app.querySelector('h1')) return;
    observer.disconnect();
    const { scrollY } = window;
    const isUnfolded = place.querySelector<HTMLDetailsElement>('main details')?.open;
    for (const one of [place, ...links]) one.remove();
    app.hidden = false;
    if (location.hash !== hash) return;
    if (isUnfolded) app.querySelector('main details')?.setAttribute('open', '');
    // A screen begins at its top, in its first frame. This one is being read.
    requestAnimationFrame(() => scrollTo(0, scrollY));
  }).observe(app, { childList: true, subtree: true });
}
