import { saveFile } from '../../ui/elements/save-file.ts';

/** Told of each piece: the bytes so far, and the ends of lines in them. */
export type Progress = (bytes: number, lines: number) => void;

interface Target {
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

/** Whether the whole body arrived; what did not is kept nowhere. */
export async function saveStream(response: Response, target: Target, progress: Progress): Promise<'whole' | 'broken'> {
  const reader = response.body?.getReader();
  let bytes = 0;
  let lines = 0;
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      const piece = new Uint8Array(read.value);
      await target.write(piece);
      bytes += piece.length;
      lines += linesIn(piece);
      progress(bytes, lines);
    }
  } catch (error) {
    await target.drop();
    // The network, or whoever stopped it; a full disk speaks so too.
    if (error instanceof TypeError || error instanceof DOMException) return 'broken';
    throw error;
  }
  await target.finish();
  return 'whole';
}

const LINE_FEED = 10;

function linesIn(piece: Uint8Array): number {
  let lines = 0;
  for (const byte of piece) if (byte === LINE_FEED) lines++;
  return lines;
}
