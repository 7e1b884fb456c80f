import { useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import { CallFailure, type FailedCall } from '../parts/call-failure.tsx';
import { type Desk, useDesk, useWords } from '../parts/desk-context.ts';
import { wordFor } from '../words/desk-words.ts';
import { chooseTarget, saveStream, type Target } from './save-stream.ts';

interface ExportLineProps {
  /** The name of the file, without its ending. */
  readonly stem: string;
  /** `.csv`, as the address of the export ends, or `read.csv` for the table that a person reads. */
  readonly format: string;
  /** With its question mark; may be empty. */
  readonly query: string;
  /** Up to when it holds what was received; empty where it holds nothing of that. */
  readonly cut: string;
}

/** A file that was begun: its bytes and lines, and the last response in it. */
interface Begun {
  readonly target: Target;
  readonly bytes: number;
  readonly lines: number;
  readonly after: string;
}

type State =
  | { readonly kind: 'idle' | 'broken' | 'stopped' }
  | { readonly kind: 'coming' | 'done'; readonly bytes: number; readonly lines: number }
  | { readonly kind: 'cut'; readonly begun: Begun }
  | { readonly kind: 'failed'; readonly called: FailedCall; readonly begun?: Begun };

/** Formats of which a line is a response: by its id they go on where they were cut. */
const HEADER_LINES: Readonly<Record<string, number>> = { '.csv': 1, '.ndjson': 0 };

export function ExportLine({ stem, format, query, cut }: ExportLineProps) {
  const desk = useDesk();
  const { client, survey, words } = desk;
  const { exporting: text } = words.desk;
  const [name = format, help = ''] = wordFor(text.formats, format) ?? [];
  const ending = format.replace('read', '');
  const file = `${stem}${ending === format ? '' : `-${text.readFile}`}${ending}`;
  const [state, setState] = useState<State>({ kind: 'idle' });
  const stopping = useRef<AbortController>(undefined);
  const path = `/api/export/${survey.id}${ending}${query}`;

  async function get(from?: Begun) {
    const target = from?.target ?? (await chooseTarget(file));
    if (!target) return;
    const stop = new AbortController();
    stopping.current = stop;
    const known = { bytes: from?.bytes ?? 0, lines: from?.lines ?? 0 };
    setState({ kind: 'coming', ...known });
    const address = from ? `${path}${query ? '&' : '?'}after=${from.after}` : path;
    const called = await client.stream(address, stop.signal).catch((error: unknown) => {
      if (stop.signal.aborted) return undefined;
      throw error;
    });
    if (called?.kind !== 'ok') {
      if (called && from) return setState({ kind: 'failed', called, begun: from });
      await target.drop();
      return setState(called ? { kind: 'failed', called } : { kind: 'stopped' });
    }
    let last = known;
    const onProgress = (bytes: number, lines: number) => {
      last = { bytes: known.bytes + bytes, lines: known.lines + lines };
      setState({ kind: 'coming', ...last });
    };
    const end = await saveStream(called.value, target, onProgress, ending in HEADER_LINES);
    if (end.kind === 'whole') return setState({ kind: 'done', ...last });
    if (stop.signal.aborted) {
      if (end.kind === 'cut') await target.drop();
      return setState({ kind: 'stopped' });
    }
    if (end.kind === 'cut') return setState({ kind: 'cut', begun: { target, ...last, after: end.after } });
    // Cut again before anything more had come: from where it was.
    setState(from ? { kind: 'cut', begun: from } : { kind: 'broken' });
  }

  return (
    <li>
      <div>
        <b>{name}</b>
        <p class="help">{help}</p>
      </div>
      <details>
        <summary>{text.address}</summary>
        <code>{`GET ${path}`}</code>
      </details>
      <div class="row">
        <Acts
          name={name}
          state={state}
          onGet={(begun) => void get(begun)}
          onStop={() => stopping.current?.abort()}
          onDrop={(begun) => void begun.target.drop().then(() => setState({ kind: 'stopped' }))}
        />
        {cut ? <span class="help">{cut}</span> : null}
        <p role="status">{stateWords(state, ending, desk)}</p>
      </div>
      {state.kind === 'failed' ? <CallFailure called={state.called} /> : null}
    </li>
  );
}

interface ActsProps {
  readonly name: string;
  readonly state: State;
  /** From the start, or from where it was cut. */
  readonly onGet: (begun?: Begun) => void;
  readonly onStop: () => void;
  readonly onDrop: (begun: Begun) => void;
}

function Acts({ name, state, onGet, onStop, onDrop }: ActsProps) {
  const { exporting: text } = useWords().desk;
  const begun = state.kind === 'cut' || state.kind === 'failed' ? state.begun : undefined;
  if (state.kind === 'coming') return <Button label={text.stop} onClick={onStop} />;
  if (begun)
    return (
      <>
        <Button label={text.resume} class="primary" onClick={() => onGet(begun)} />
        <Button label={text.giveUp} onClick={() => onDrop(begun)} />
      </>
    );
  return <Button label={text.get} aria-label={text.getNamed(name)} onClick={() => onGet()} />;
}

function stateWords(state: State, ending: string, { words }: Desk): string {
  const { exporting: text } = words.desk;
  if (state.kind === 'broken') return text.broken;
  if (state.kind === 'cut') return text.cut(words.number(Math.max(0, state.begun.lines - (HEADER_LINES[ending] ?? 0))));
  if (state.kind === 'stopped') return text.stopped;
  if (state.kind !== 'coming' && state.kind !== 'done') return '';
  const size = words.size(state.bytes);
  const header = HEADER_LINES[ending];
  if (header === undefined) return state.kind === 'done' ? text.done(size) : text.progress(size);
  const rows = Math.max(0, state.lines - header);
  const number = words.number(rows);
  return state.kind === 'done' ? text.doneRows(size, number, rows) : text.progressRows(size, number);
}
