import { useEffect, useState } from 'preact/hooks';
import styles from './qr-code.module.css';
import { type QrDrawing, QUIET_ZONE } from './qr-drawing.ts';
import { useCode } from './use-code.ts';
import { whenIdle } from './when-idle.ts';

/** A code in dark on white with its quiet zone, whatever the theme: many readers take no other. Lengths are in modules of the code. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const drawing = useQr(text);
  const side = (drawing?.size ?? 33) + 2 * QUIET_ZONE;
  return (
    <svg class={styles.qr} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      {drawing ? <path d={drawing.path} fill="#000" transform={`translate(${QUIET_ZONE} ${QUIET_ZONE})`} /> : null}
    </svg>
  );
}

export const loadQr = () => import('./qr.ts');

/** Returns the drawing of this text, `undefined` until it is made or if the library cannot be loaded: `QrCode` is then a white square. */
function useQr(text: string): QrDrawing | undefined {
  const code = useCode(loadQr);
  const [drawn, setDrawn] = useState<{ readonly text: string; readonly drawing: QrDrawing }>();
  useEffect(() => {
    if (typeof code === 'string') return;
    let wanted = true;
    // Each drawing takes 40 ms on a slow phone: one at a time, when the page is idle.
    void whenIdle(1000).then(() => wanted && setDrawn({ text, drawing: code.drawQr(text) }));
    return () => {
      wanted = false;
    };
  }, [text, code]);
  return drawn?.text === text ? drawn.drawing : undefined;
}
