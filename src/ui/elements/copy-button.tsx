import { useState } from 'preact/hooks';
import { copyText } from './web-share.ts';

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  readonly copied: string;
  /** Said when the browser does not let us copy; the text itself is then shown, ready to be selected. */
  readonly refused: string;
}

export function CopyButton({ text, label, copied, refused }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  return (
    <div class="stack start">
      <button
        type="button"
        class="secondary"
        onClick={async () => setOutcome((await copyText(text)) ? 'copied' : 'refused')}
      >
        {label}
      </button>
      <p role="status" class="aside strong">
        {outcome === 'copied' ? `✓ ${copied}` : outcome === 'refused' ? refused : ''}
      </p>
      {outcome === 'refused' ? (
        <p class="box" style={{ userSelect: 'all' }}>
          {text}
        </p>
      ) : null}
    </div>
  );
}
