import { useRef, useState } from 'preact/hooks';
import type { Called } from '../calls/desk-client.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import type { Desk } from '../parts/desk-context.ts';
import { chooseTarget, saveStream } from './save-stream.ts';

interface ExportLineProps {
  readonly desk: Desk;
  /** The name of the file, without its ending. */
  readonly stem: string;
  /** `.csv`, as the address of the export ends. */
  readonly ending: string;
  readonly query: string;
}

type State =
  | { readonly kind: 'idle' | 'broken' | 'stopped' }
  | { readonly kind: 'coming' | 'done'; readonly bytes: number; readonly lines: number }
  | { readonly kind: 'failed'; readonly called: Exclude<Called<unknown>, { kind: 'ok' }> };

/** Formats of which a line is a response. */
const HEADER_LINES: Readonly<Record<string, number>> = { '.csv': 1, '.ndjson': 0 };

export function ExportLine({ desk, stem, ending, query }: ExportLineProps) {
  const { client, survey, words } = desk;
  const { exporting: text } = words.desk;
  const [name = ending, help = ''] = text.formats[ending] ?? [];
  const [state, setState] = useState<State>({ kind: 'idle' });
  const stopping = useRef<AbortController>(undefined);
  const path = `/api/export/${survey.id}${ending}${query && `?${query}`}`;
  const get = async () => {
    const target = await chooseTarget(`${stem}${ending}`);
    if (!target) return;
    const stop = new AbortController();
    stopping.current = stop;
    setState({ kind: 'coming', bytes: 0, lines: 0 });
    const called = await client.stream(path, stop.signal).catch((error: unknown) => {
      if (stop.signal.aborted) return undefined;
      throw error;
    });
    if (called?.kind !== 'ok') {
      await target.drop();
      return setState(called ? { kind: 'failed', called } : { kind: 'stopped' });
    }
    let last = { bytes: 0, lines: 0 };
    const end = await saveStream(called.value, target, (bytes, lines) => {
      last = { bytes, lines };
      setState({ kind: 'coming', ...last });
    });
    if (end === 'whole') setState({ kind: 'done', ...last });
    else setState({ kind: stop.signal.aborted ? 'stopped' : 'broken' });
  };
  return (
    <li>
      <div>
        <b>{name}</b>
        <p class="help">{help}</p>
        <details>
          <summary>{text.address}</summary>
          <code>{`GET ${path}`}</code>
        </details>
      </div>
      <div class="row">
        {state.kind === 'coming' ? (
          <button type="button" class="secondary" onClick={() => stopping.current?.abort()}>
            {text.stop}
          </button>
        ) : (
          <button type="button" class="secondary" aria-label={text.getNamed(name)} onClick={() => void get()}>
            {text.get}
          </button>
        )}
        <p role="status">{stateWords(state, ending, desk)}</p>
      </div>
      {state.kind === 'failed' ? <CallFailure called={state.called} words={words} /> : null}
    </li>
  );
}

function stateWords(state: State, ending: string, { words }: Desk): string {
  const { exporting: text } = words.desk;
  if (state.kind === 'broken') return text.broken;
  if (state.kind === 'stopped') return text.stopped;
  if (state.kind !== 'coming' && state.kind !== 'done') return '';
  const size = words.size(state.bytes);
  const header = HEADER_LINES[ending];
  if (header === undefined) return state.kind === 'done' ? text.done(size) : text.progress(size);
  const rows = words.number(Math.max(0, state.lines - header));
  return state.kind === 'done' ? text.doneRows(size, rows) : text.progressRows(size, rows);
}
