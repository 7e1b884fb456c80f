import { render } from 'preact';
import { directionOf } from './core/language.ts';
import type { ResultsFile } from './core/results/results-file.ts';
import type { SurveyEntry } from './core/survey/survey-entry.ts';
import type { StartedDevice } from './device/open.ts';
import type { Definitions } from './device/port/device.ts';
import { startPreviewDevice } from './device/preview-device.ts';
import { loadCode } from './lazy/load-code.ts';
import { becomePageOf } from './ui/address/find-entry.ts';
import { type Link, readLink } from './ui/address/link.ts';
import { readFrom } from './ui/address/survey-files.ts';
import { hasKeys } from './ui/address/survey-object.ts';
import { loadEdition } from './ui/state/editions.ts';
import { previewStrings } from './ui/words/preview-words.ts';
import { loadUi } from './ui/words/words.ts';
import type { Results } from './wire/results.ts';

/** The link, entry and device of a preview, in place of those that an address and a database give. */
interface PreviewStart extends StartedDevice {
  readonly link: Link;
  readonly entry: SurveyEntry;
}

/** A draft as the endpoint gives it: the texts of its files by their paths. */
interface PreviewDraft {
  readonly entry: SurveyEntry;
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Opens the draft of the secret after the `#`, or the one that the desk hands in where it frames this page. `shown` when there is none to
 * open: the reason is on screen.
 */
export async function startPreview(root: HTMLElement): Promise<PreviewStart | 'shown' | 'unreachable'> {
  const answer = window.parent === window ? await askForDraft(location.hash.slice(1)) : await askTheDesk();
  if (!answer) return 'unreachable';
  // Once it is answered, the address no longer shows the secret to people who look at the screen.
  if (window.parent === window) history.replaceState(null, '', location.pathname + location.search);
  else tellTaps();
  const { status, body } = answer;
  if (status !== 200) return showFaults(root, status === 409 ? linesIn(body) : []);
  if (!hasKeys<PreviewDraft>(body, 'files')) return 'unreachable';
  const { entry, files } = body;
  const asked = readLink(location.search);
  becomePageOf(entry, asked.language);
  const emblems = URL.createObjectURL(new Blob([files['emblems.svg'] ?? ''], { type: 'image/svg+xml' }));
  const json = (path: string) => JSON.parse(files[path] ?? 'null');
  readFrom({ emblems, json });
  const link: Link = { ...asked, survey: entry.id, mode: 'self', channel: null };
  return { ...startPreviewDevice(inventedOnce(entry, json('results.json'))), link, entry };
}

/** Invents them when they are first looked at, and once for all screens. `undefined` where code for it cannot be loaded. */
function inventedOnce(entry: SurveyEntry, file: ResultsFile) {
  let invented: Results | undefined;
  return async (definitions: Definitions) => {
    const code = await loadCode(() => import('./ui/results/invent-results.ts'));
    // In any language: no text of it is read.
    const edition = await loadEdition(definitions, entry, entry.revision, entry.languages[0] ?? '');
    if (code && typeof edition === 'object') invented ??= code.inventResults(edition.survey, file);
    return invented;
  };
}

/** Only a page of this site may frame this one, and its message alone is read: the frame itself has no origin. */
function askTheDesk(): Promise<{ readonly status: number; readonly body: unknown }> {
  // Reading it throws in a frame without an origin; a browser without workers says the same.
  Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
  return new Promise((resolve) => {
    const listen = ({ source, origin, data }: MessageEvent<unknown>) => {
      if (source !== window.parent || origin !== location.origin || !hasKeys<PreviewDraft>(data, 'files')) return;
      removeEventListener('message', listen);
      resolve({ status: 200, body: data });
    };
    addEventListener('message', listen);
    window.parent.postMessage('draft-wanted', location.origin);
  });
}

/** Levels of the page that a tapped text may be a part of. */
const LEVELS = 4;
/** In characters: what is longer holds more than one text. */
const LONGEST_TEXT = 4_000;

/** Tells the desk which texts are under a tap, the innermost first, so that one may be corrected where it is read. */
function tellTaps(): void {
  addEventListener('click', ({ target }) => {
    const texts: string[] = [];
    let element = target instanceof Element ? target : null;
    for (let level = 0; element && level < LEVELS; level++, element = element.parentElement) {
      const text = element.textContent?.trim() ?? '';
      if (text !== '' && text.length <= LONGEST_TEXT) texts.push(text);
    }
    window.parent.postMessage({ tapped: texts }, location.origin);
  });
}

/** `undefined` where the endpoint could not be asked, or wants to be asked later. */
async function askForDraft(secret: string) {
  try {
    const headers = { Authorization: `Preview ${secret}` };
    const response = await fetch('/api/preview', {
      headers,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    });
    const { status } = response;
    return [200, 404, 409].includes(status) ? { status, body: (await response.json()) as unknown } : undefined;
  } catch (error) {
    // No network, or the page of a Wi-Fi network.
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function linesIn(body: unknown): readonly string[] {
  const lines = typeof body === 'object' && body !== null && 'lines' in body ? body.lines : [];
  return Array.isArray(lines) ? lines.map(String) : [];
}

/** Says that the draft has these faults, or, where there are none, that the link opens nothing. */
async function showFaults(root: HTMLElement, lines: readonly string[]): Promise<'shown'> {
  const ui = await loadUi(readLink(location.search).language ?? navigator.language, []);
  const language = ui && (!ui.rest || (await loadCode(ui.rest))) ? ui['app.tag'] : 'fr';
  const text = previewStrings(language);
  const why = lines.length > 0 ? 'faulty' : 'ended';
  const title = text[`${why}-title`];
  document.title = title;
  Object.assign(document.documentElement, { lang: language, dir: directionOf(language) });
  root.replaceChildren();
  render(
    <div class="page">
      <main data-screen="lost">
        <div class="opening" data-lost={`preview-${why}`}>
          <h1>{title}</h1>
          <p>{text[why]}</p>
          {lines.map((line) => (
            <p key={line} lang="en">
              {line}
            </p>
          ))}
        </div>
      </main>
    </div>,
    root,
  );
  return 'shown';
}
