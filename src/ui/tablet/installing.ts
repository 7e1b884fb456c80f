import { createListeners, type Watchable } from './watchable.ts';

/** The event of browsers that offer to install, which the DOM types leave out. */
interface InstallPrompt extends Event {
  readonly prompt: () => Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

/** `offered`: the browser will ask. `by-hand`: only its own menu installs. */
type InstallState = 'installed' | 'offered' | 'by-hand';

export interface Installing extends Watchable<InstallState> {
  readonly ask: () => Promise<void>;
}

/** The browser fires `beforeinstallprompt` once, when it decides to: from then on installation can be offered. */
export function createInstalling(): Installing {
  const { call, watch } = createListeners();
  let prompt: InstallPrompt | undefined;
  let isInstalled = !matchMedia('(display-mode: browser)').matches;
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    prompt = event as InstallPrompt;
    call();
  });
  addEventListener('appinstalled', () => {
    isInstalled = true;
    call();
  });
  return {
    state: () => (isInstalled ? 'installed' : prompt ? 'offered' : 'by-hand'),
    watch,
    async ask() {
      const offered = prompt;
      prompt = undefined;
      await offered?.prompt();
      call();
    },
  };
}
