import type { Drafts } from '../port/device.ts';
import { openChannel } from '../store/open-channel.ts';

type ClaimDraft = Drafts['claim'];

interface Word {
  readonly id: string;
  readonly says: 'whose' | 'mine' | 'taken';
}

/** A tab that holds the interview says so when asked; one that takes it over tells the others. */
export function claimByAsking(patience: number): ClaimDraft {
  const channel = openChannel('barometre-claims');
  if (!channel) return async () => ({ release() {} });
  const held = new Map<string, () => void>();
  const answers = new Map<string, () => void>();
  const say = (word: Word) => channel.postMessage(word);
  channel.addEventListener('message', ({ data }: MessageEvent<Word>) => {
    const lost = held.get(data.id);
    if (data.says === 'mine') answers.get(data.id)?.();
    else if (lost && data.says === 'whose') say({ id: data.id, says: 'mine' });
    else if (lost) {
      held.delete(data.id);
      lost();
    }
  });

  function isElsewhere(id: string): Promise<boolean> {
    return new Promise((resolve) => {
      const answer = (elsewhere: boolean) => {
        answers.delete(id);
        resolve(elsewhere);
      };
      answers.set(id, () => answer(true));
      setTimeout(() => answer(false), patience);
      say({ id, says: 'whose' });
    });
  }

  return async (id, { take, onLost }) => {
    if (!take && (await isElsewhere(id))) return 'other-tab';
    // A holder too frozen to answer hears this when it wakes.
    say({ id, says: 'taken' });
    held.set(id, onLost);
    return {
      release() {
        if (held.get(id) === onLost) held.delete(id);
      },
    };
  };
}
