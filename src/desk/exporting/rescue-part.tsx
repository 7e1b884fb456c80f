import { useState } from 'preact/hooks';
import { type RescueContents, readRescue } from '../../wire/rescue-file.ts';
import { type Desk, useDesk } from '../parts/desk-context.ts';
import { wordFor } from '../words/desk-words.ts';
import { postRescue, type RescuePosted } from './post-rescue.ts';

type State =
  | { readonly kind: 'idle' | 'reading' | 'newer' | 'foreign' }
  | { readonly kind: 'sending'; readonly answered: number; readonly all: number }
  | { readonly kind: 'done'; readonly posted: RescuePosted; readonly damaged: number };

/** Sends the rescue file of a tablet to the service by the same route as a device, so that nothing is stored twice. */
export function RescuePart() {
  const { words } = useDesk();
  const { rescue: text } = words.desk;
  const [state, setState] = useState<State>({ kind: 'idle' });
  const isBusy = state.kind === 'reading' || state.kind === 'sending';

  async function take(file: File): Promise<void> {
    setState({ kind: 'reading' });
    const read: RescueContents = readRescue(await file.text());
    if (read.kind !== 'read') return setState(read);
    const { envelopes, damaged } = read;
    const onProgress = (answered: number) => setState({ kind: 'sending', answered, all: envelopes.length });
    onProgress(0);
    setState({ kind: 'done', posted: await postRescue(envelopes, onProgress), damaged });
  }

  return (
    <section aria-labelledby="rescue">
      <h2 id="rescue">{text.title}</h2>
      <p>{text.lead}</p>
      <div class="fields">
        <label>
          {text.field}
          <input
            type="file"
            accept=".txt,.ndjson,text/plain"
            disabled={isBusy}
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              currentTarget.value = '';
              if (file) void take(file);
            }}
          />
        </label>
      </div>
      <div role="status" data-rescue={state.kind}>
        {statusLines(state, words).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </section>
  );
}

function statusLines(state: State, { desk, number }: Desk['words']): readonly string[] {
  const { rescue: text, quality } = desk;
  switch (state.kind) {
    case 'idle':
      return [];
    case 'sending':
      return [text.sending(number(state.answered), number(state.all))];
    case 'done': {
      const { counts, left } = state.posted;
      const lines = [...counts].map(
        ([name, count]) =>
          wordFor(text.verdicts, name)?.(number(count), count) ??
          text.refused(number(count), count, wordFor(quality.reasons, name) ?? name),
      );
      if (left > 0) lines.push(text.left(number(left), left));
      if (state.damaged > 0) lines.push(text.damaged(number(state.damaged), state.damaged));
      return lines.length > 0 ? lines : [text.nothing];
    }
    default:
      return [text[state.kind]];
  }
}
