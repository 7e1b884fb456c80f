import { saveFile } from './save-file.ts';

/** The ways in which the browser passes a picture on. Each may be absent, and each may refuse. */
export interface Outlets {
  readonly canShare?: (data: ShareData) => boolean;
  readonly share?: (data: ShareData) => Promise<void>;
  readonly copy?: (file: File) => Promise<void>;
  /** Always possible, but without a result: the browser does not report what happened. */
  readonly download: (file: File) => void;
}

export type HandoverOutcome = 'shared' | 'cancelled' | 'copied' | 'downloaded';

/**
 * The system's share sheet, else the clipboard, else a download. Someone who closes the sheet has decided: nothing else happens.
 * Any other refusal (no permission, no activation, a file type the system does not take) falls back.
 */
export async function handOver(file: File, text: string, outlets: Outlets): Promise<HandoverOutcome> {
  const data = { files: [file], text };
  if (outlets.share && outlets.canShare?.(data)) {
    const outcome = await tried(outlets.share(data));
    if (outcome === 'done') return 'shared';
    if (outcome === 'cancelled') return 'cancelled';
  }
  if (outlets.copy && (await tried(outlets.copy(file))) === 'done') return 'copied';
  outlets.download(file);
  return 'downloaded';
}

async function tried(attempt: Promise<void>): Promise<'done' | 'cancelled' | 'refused'> {
  try {
    await attempt;
    return 'done';
  } catch (error) {
    // navigator.share and the clipboard refuse with a DOMException, or a TypeError for data they do not take.
    if (error instanceof DOMException) return error.name === 'AbortError' ? 'cancelled' : 'refused';
    if (error instanceof TypeError) return 'refused';
    throw error;
  }
}

export function browserOutlets(): Outlets {
  const { clipboard } = navigator;
  return {
    ...(typeof navigator.canShare === 'function' && typeof navigator.share === 'function'
      ? { canShare: (data) => navigator.canShare(data), share: (data) => navigator.share(data) }
      : {}),
    ...(typeof ClipboardItem === 'function' && clipboard && 'write' in clipboard
      ? { copy: (file) => clipboard.write([new ClipboardItem({ [file.type]: file })]) }
      : {}),
    download: (file) => saveFile(file, file.name),
  };
}

/** `false` when the browser does not let us. */
export async function copyText(text: string): Promise<boolean> {
  if (!navigator.clipboard) return false;
  return (await tried(navigator.clipboard.writeText(text))) === 'done';
}
