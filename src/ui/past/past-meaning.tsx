import type { PastStudy } from '../../core/results/past-study.ts';
import type { PastWords } from '../words/past-words.ts';
import { typeset } from '../words/typeset.ts';

export function PastMeaning({ words, past }: { readonly words: PastWords; readonly past: PastStudy }) {
  const text = words.past;
  return (
    <p>
      <strong>{text['past.notes'](past.year)}</strong> <cite lang="fr">{typeset(past.title, 'fr')}</cite>.{' '}
      {past.wave ? text['past.wave'] : `${text['past.meaning']} ${text['past.base-meaning']}`}
    </p>
  );
}
