import { render } from 'preact';
import { expect, test, vi } from 'vitest';
import { learnDrawing } from '../../../src/ui/emblems/drawings.ts';
import { Emblem } from '../../../src/ui/emblems/emblem.tsx';
import { drawingRoot } from '../drawing-root.ts';

const root = drawingRoot();

test('an emblem is drawn though its drawing comes between its first drawing and the frame that shows it', async () => {
  render(<Emblem profile="late" />, root);
  expect(root.querySelector('path')).toBeNull();
  learnDrawing('late', { paths: ['M8 8h48v48'], hue: 90 });
  await vi.waitFor(() => expect(root.querySelector('path')).not.toBeNull());
});
