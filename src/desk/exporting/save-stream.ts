import { saveFile } from '../../ui/elements/save-file.ts';

/** Told of each piece: the bytes so far, and the ends of lines in them. */
export type Progress = (bytes: number, lines: number) => void;

export interface Target {
  readonly write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly finish: () => Promise<void>;
  /** Nothing is kept of half a file. */
  readonly drop: () => Promise<void>;
}

/** The picker of Chromium, which the types of the DOM leave out: what is written goes to the disk, and not through memory. */
interface WithPicker {
  readonly showSaveFilePicker: (options: { readonly suggestedName: string }) => Promise<FileSystemFileHandle>;
}

/** Where a file goes; `undefined` when the person closes the picker. */
export async function chooseTarget(name: string): Promise<Target | undefined> {
  if (!hasPicker(window)) return inMemory(name);
  try {
    const handle = await window.showSaveFilePicker({ suggestedName: name });
    const file = await handle.createWritable();
    return { write: (piece) => file.write(piece), finish: () => file.close(), drop: () => file.abort() };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    // A page in a frame, or a policy of the organisation: the file goes through memory.
    if (error instanceof DOMException) return inMemory(name);
    throw error;
  }
}

function inMemory(name: string): Target {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  return {
    write: async (piece) => void pieces.push(piece),
    finish: async () => saveFile(new Blob(pieces), name),
    drop: async () => void pieces.splice(0),
  };
}

function hasPicker(window: Window): window is Window & WithPicker {
  return 'showSaveFilePicker' in window;
}

/** How a body ended. What is cut may go on after the response of this id, in the file that is begun. */
export type SavedEnd =
  | { readonly kind: 'whole' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'cut'; readonly after: string };

/**
 * Writes a body as it arrives. If its lines are responses, only whole lines are written, so that another body can continue from the
 * last; what arrived of any other is kept nowhere unless it is whole.
 */
export async function saveStream(
  response: Response,
  target: Target,
  progress: Progress,
  isByLines: boolean,
): Promise<SavedEnd> {
  const reader = response.body?.getReader();
  let bytes = 0;
  let lines = 0;
  let tail = new Uint8Array();
  let last = '';
  async function write(piece: Uint8Array<ArrayBuffer>): Promise<void> {
    if (piece.length === 0) return;
    await target.write(piece);
    bytes += piece.length;
    lines += linesIn(piece);
    progress(bytes, lines);
  }
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      if (!isByLines) {
        await write(new Uint8Array(read.value));
        continue;
      }
      const known = joinedBytes(tail, read.value);
      const end = known.lastIndexOf(LINE_FEED) + 1;
      tail = known.slice(end);
      if (end > 0) last = new TextDecoder().decode(known.slice(known.lastIndexOf(LINE_FEED, end - 2) + 1, end));
      await write(known.slice(0, end));
    }
  } catch (error) {
    // A network error or an abort; a full disk gives the same error.
    if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
    const after = ID.exec(last)?.[0];
    if (isByLines && after !== undefined) return { kind: 'cut', after };
    await target.drop();
    return { kind: 'broken' };
  }
  await write(tail);
  await target.finish();
  return { kind: 'whole' };
}

const LINE_FEED = 10;
const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

function joinedBytes(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function linesIn(piece: Uint8Array): number {
  let lines = 0;
  for (const byte of piece) if (byte === LINE_FEED) lines++;
  return lines;
}
