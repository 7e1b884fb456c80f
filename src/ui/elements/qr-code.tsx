import type { QrDrawing } from './qr.ts';
import styles from './qr-code.module.css';
import { useAsync } from './use-async.ts';
import { useCode } from './use-code.ts';
import { whenIdle } from './when-idle.ts';

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  return <QrSquare drawing={useQr(text)} label={label} />;
}

/** A code in dark on white with its quiet zone, whatever the theme: many readers take no other. */
export function QrSquare({ drawing, label }: { readonly drawing: QrDrawing | undefined; readonly label: string }) {
  // The usual size holds the place until the real one is known.
  const { size = 33, quiet = 4, path } = drawing ?? {};
  const side = size + 2 * quiet;
  return (
    <svg class={styles.qr} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      {path ? <path d={path} fill="#000" transform={`translate(${quiet} ${quiet})`} /> : null}
    </svg>
  );
}

export const loadQr = () => import('./qr.ts');

/** Returns the drawing of this text, `undefined` until it is made or if the library cannot be loaded: `QrCode` is then a white square. */
function useQr(text: string): QrDrawing | undefined {
  const code = useCode(loadQr);
  const draw = async () => {
    // Each drawing takes 40 ms on a slow phone: one at a time, when the page is idle.
    await whenIdle(1000);
    return typeof code === 'string' ? undefined : { text, drawing: code.drawQr(text) };
  };
  const drawn = useAsync(draw, [text, code]);
  return drawn?.text === text ? drawn.drawing : undefined;
}
