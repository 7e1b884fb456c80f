import { useState } from 'preact/hooks';
import { Button } from './button.tsx';
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
      <Button label={label} onClick={async () => setOutcome((await copyText(text)) ? 'copied' : 'refused')} />
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
