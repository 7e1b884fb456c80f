import { type QrDrawing, QUIET_ZONE } from '../elements/qr-drawing.ts';
import { Emblem } from '../emblems/emblem.tsx';
import { layout } from './layout.ts';
import { type Ink, type Shape, type SheetMark, type SheetText, SIZES } from './sheet.ts';
import type { Measure } from './wrap.ts';

/** A picture cannot load the page's font: it is drawn with the system's, and measured with it. */
export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

const PAPER = '#fbfaf6';
const INKS: Readonly<Record<Ink, string>> = { ink: '#16202b', quiet: '#46525e', accent: '#0b5a61' };

interface DrawingProps {
  readonly message: SheetText;
  readonly shape: Shape;
  readonly measure: Measure;
  readonly colourOf: (profile: string) => string;
  readonly qr: QrDrawing | undefined;
  /** The previews are made ahead, where the page's own family can be had. */
  readonly font?: string;
}

/** The picture to share, always on paper whatever the theme. Attributes alone: no style reaches a picture. */
export function Drawing({ message, shape, measure, colourOf, qr, font = FONT }: DrawingProps) {
  const { width, height } = SIZES[shape];
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      font-family={font}
      aria-hidden="true"
    >
      <rect width={width} height={height} fill={PAPER} />
      <rect
        x="14"
        y="14"
        width={width - 28}
        height={height - 28}
        rx="18"
        fill="none"
        stroke="#dcd9cf"
        stroke-width="3"
      />
      {layout(message, shape, measure).map((mark, index) => (
        <Drawn key={index} mark={mark} colourOf={colourOf} qr={qr} />
      ))}
    </svg>
  );
}

interface DrawnProps {
  readonly mark: SheetMark;
  readonly colourOf: (profile: string) => string;
  readonly qr: QrDrawing | undefined;
}

function Drawn({ mark, colourOf, qr }: DrawnProps) {
  switch (mark.kind) {
    case 'text':
      return (
        <text
          x={mark.x}
          y={mark.y}
          font-size={mark.size}
          font-weight={mark.weight}
          text-anchor={mark.anchor}
          fill={INKS[mark.ink]}
        >
          {mark.text}
        </text>
      );
    case 'emblem': {
      // `color` is a presentation attribute of SVG that preact's types leave out; the emblem draws with it.
      const colour = { color: colourOf(mark.profile) };
      return (
        <svg x={mark.x} y={mark.y} width={mark.side} height={mark.side} aria-hidden="true" {...colour}>
          <Emblem profile={mark.profile} />
        </svg>
      );
    }
    case 'dot':
      return <circle cx={mark.x} cy={mark.y} r={mark.radius} fill={INKS.accent} />;
    case 'rule':
      return <rect x={mark.x} y={mark.y} width={mark.width} height="2" fill="#dcd9cf" />;
    case 'code': {
      if (!qr) return null;
      const modules = qr.size + 2 * QUIET_ZONE;
      return (
        <g transform={`translate(${mark.x} ${mark.y}) scale(${mark.side / modules})`} shape-rendering="crispEdges">
          <rect width={modules} height={modules} fill="#fff" />
          <path d={qr.path} transform={`translate(${QUIET_ZONE} ${QUIET_ZONE})`} fill="#000" />
        </g>
      );
    }
  }
}
