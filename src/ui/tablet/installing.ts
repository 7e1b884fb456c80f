/** The event of browsers that offer to install, which the DOM types leave out. */
interface InstallPrompt extends Event {
  readonly prompt: () => Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

/** `offered`: the browser will ask. `by-hand`: only its own menu installs. */
export type InstallState = 'installed' | 'offered' | 'by-hand';

export interface Installing {
  readonly state: () => InstallState;
  readonly watch: (listener: () => void) => () => void;
  readonly ask: () => Promise<void>;
}

/** The browser fires `beforeinstallprompt` once, when it decides to: from then on installation can be offered. */
export function createInstalling(): Installing {
  const listeners = new Set<() => void>();
  let prompt: InstallPrompt | undefined;
  let isInstalled = matchMedia('(display-mode: standalone)').matches;
  const notify = () => {
    for (const listener of listeners) listener();
  };
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    prompt = event as InstallPrompt;
    notify();
  });
  addEventListener('appinstalled', () => {
    isInstalled = true;
    notify();
  });
  return {
    state: () => (isInstalled ? 'installed' : prompt ? 'offered' : 'by-hand'),
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async ask() {
      const offered = prompt;
      prompt = undefined;
      await offered?.prompt();
      notify();
    },
  };
}
