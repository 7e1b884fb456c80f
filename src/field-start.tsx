import { render } from 'preact';
import type { StartedDevice } from './device/open.ts';
import type { OpenedDevice } from './device/port/device.ts';
import { startSealed } from './device/sealed/start-sealed.ts';
import { fingerprintOf } from './sealing/fingerprint.ts';
import { FieldNote, FieldRefusal } from './ui/screens/field/field-note.tsx';
import type { Edition } from './ui/state/editions.ts';
import { loadFieldStrings } from './ui/words/field-words.ts';

/** The device of a shared tablet; where it cannot seal, the reason on screen, and nothing begins. */
export async function startField(
  started: StartedDevice,
  { survey, words }: Edition,
  root: HTMLElement,
): Promise<OpenedDevice | undefined> {
  // The organiser's link names the key that they mean.
  const named = new URLSearchParams(location.search).get('key') ?? undefined;
  const [start, text] = await Promise.all([
    startSealed({ started, survey, ...(named === undefined ? {} : { named }) }),
    loadFieldStrings(words.language),
  ]);
  if (start.kind === 'sealed') {
    const place = document.createElement('div');
    root.after(place);
    void fingerprintOf(start.keys).then((four) => render(<FieldNote text={text} four={four} />, place));
    return start.device;
  }
  const why =
    start.kind === 'other-keys'
      ? text['field.other-keys'](await fingerprintOf(start.keys))
      : text[`field.${start.kind}`];
  root.replaceChildren();
  render(<FieldRefusal text={text} kind={start.kind} why={why} />, root);
  return undefined;
}
