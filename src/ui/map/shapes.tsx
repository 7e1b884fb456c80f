import type { AreaMap } from '../../core/results/area-map.ts';
import styles from './map.module.css';

interface ShapesProps {
  readonly map: AreaMap;
  readonly present: ReadonlySet<string>;
  readonly nameOf: (area: string) => string;
  /** What the picture shows, in one sentence; the list next to it has the details. */
  readonly summary: string;
}

/** Presence, in two states. A picture for the eyes alone, but for its summary. */
export function Shapes({ map: { frames }, present, nameOf, summary }: ShapesProps) {
  const [main, ...insets] = frames;
  if (!main) return null;
  return (
    <div class={styles.map} role="img" aria-label={summary}>
      <Frame frame={main} present={present} />
      <div class={styles.insets}>
        {insets.map((frame) => (
          <div key={Object.keys(frame.areas).join()}>
            <Frame frame={frame} present={present} />
            <span>{Object.keys(frame.areas).map(nameOf).join(', ')}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

interface FrameProps {
  readonly frame: AreaMap['frames'][number];
  readonly present: ReadonlySet<string>;
}

function Frame({ frame: { width, height, areas }, present }: FrameProps) {
  // Those that are there are drawn last, so that their edges lie over those of their neighbours.
  const inOrder = Object.entries(areas).sort(([a], [b]) => Number(present.has(a)) - Number(present.has(b)));
  return (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {inOrder.map(([id, path]) => (
        <path key={id} d={path} data-present={present.has(id) ? '' : undefined} />
      ))}
    </svg>
  );
}
