/*
 * The one script that everything waits for may be lost on a first visit: the connection is cut, or a Wi-Fi network answers with its own
 * page. This is in the page itself, so that it can be said.
 */

/** A page in another language has these beside its message about old browsers. */
const FRENCH: DOMStringMap = {
  cut: 'La page est incomplète. Retrouvez le réseau, puis rechargez-la.',
  reload: 'Recharger la page',
};

/** Asks once more for the script when it is lost or throws an error; then shows a message with a button. */
export function watchEntry(): void {
  let notice: HTMLElement | undefined;
  const entry = () => document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '';
  // The same address, since late chunks import it by that. Chromium until 150 remembers that it failed: there a reload is needed.
  const ask = () => import(/* @vite-ignore */ entry()).then(() => notice?.remove());
  const isReady = () => document.documentElement.hasAttribute('data-ready');
  const say = () => {
    // A browser below the supported versions already shows that it is too old.
    const old = document.querySelector<HTMLElement>('.old');
    if (notice || old?.offsetParent) return;
    const { cut = '', reload = '' } = { ...FRENCH, ...old?.dataset };
    const words = Object.assign(document.createElement('p'), { textContent: cut });
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'primary',
      textContent: reload,
      // Without a network there would be no page to come back to.
      onclick: () => ask().catch(() => navigator.onLine && !isReady() && location.reload()),
    });
    notice = Object.assign(document.createElement('div'), { className: 'cut', role: 'alert' });
    notice.append(words, button);
    document.body.append(notice);
    // A network is often said to be there a moment before it is. When that fails too, the notice and its button are still there.
    addEventListener('online', () => ask().catch(() => setTimeout(() => ask().catch(() => {}), 2000)));
  };
  const hear = (event: Event) => {
    const file = event instanceof ErrorEvent ? event.filename : event.target instanceof HTMLScriptElement && entry();
    if (!file || file !== entry()) return;
    // Once the code has come, its screens say what is wrong.
    removeEventListener('error', hear, true);
    if (!isReady()) ask().catch(say);
  };
  addEventListener('error', hear, true);
}
