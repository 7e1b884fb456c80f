import type { SharingWords } from '../../words/sharing-words.ts';
import './fold.css';

export function PrintButton({ words }: { readonly words: SharingWords }) {
  const text = words.sharing;
  return (
    <div class="fold-row">
      <button type="button" onClick={() => print()}>
        {text['print.button']}
        <span>{text['print.how']}</span>
      </button>
    </div>
  );
}
