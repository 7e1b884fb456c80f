import { useState } from 'preact/hooks';
import { slugOf } from '../drafting/slug.ts';
import type { QuestionnaireStrings } from '../words/questionnaires-fr.ts';

interface PastedTextProps {
  readonly text: QuestionnaireStrings;
  readonly onText: (file: File) => void;
}

/** Questions copied from a document: they become a draft as a file would. */
export function PastedText({ text, onText }: PastedTextProps) {
  const [pasted, setPasted] = useState('');
  const [title = ''] = pasted.trim().split('\n');
  return (
    <details>
      <summary>{text.paste.title}</summary>
      {/* No form: it would be one more landmark without a name. */}
      <div class="stack">
        <label>
          {text.paste.label}
          <textarea rows={10} value={pasted} onInput={({ currentTarget }) => setPasted(currentTarget.value)} />
          <span class="help">{text.paste.help}</span>
        </label>
        <div class="row">
          <button
            type="button"
            class="secondary"
            disabled={pasted.trim() === ''}
            onClick={() => onText(new File([pasted], `${slugOf(title) || 'texte'}.txt`))}
          >
            {text.paste.read}
          </button>
        </div>
      </div>
    </details>
  );
}
