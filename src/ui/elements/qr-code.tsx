import { useEffect, useState } from 'preact/hooks';
import { whenIdle } from './idle.ts';
import styles from './qr-code.module.css';
import { type QrDrawing, QUIET_ZONE } from './qr-drawing.ts';

/** Dark on white with its quiet zone, whatever the theme: many readers take no other. */
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

/** The drawing comes with its library, when it is first needed. */
export function useQr(text: string): QrDrawing | undefined {
  const [drawn, setDrawn] = useState<{ readonly text: string; readonly drawing: QrDrawing }>();
  useEffect(() => {
    let wanted = true;
    // A library that cannot be fetched leaves the white square; the link and the code in letters stay beside it.
    import('./qr.ts').then(
      async ({ drawQr }) => {
        // Each drawing takes a slow phone 40 ms: one at a time, and when nobody is waiting.
        await whenIdle(1000);
        if (wanted) setDrawn({ text, drawing: drawQr(text) });
      },
      (error: unknown) => {
        if (!(error instanceof TypeError)) throw error;
      },
    );
    return () => {
      wanted = false;
    };
  }, [text]);
  return drawn?.text === text ? drawn.drawing : undefined;
}
