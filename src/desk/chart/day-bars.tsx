import { useEffect, useRef, useState } from 'preact/hooks';
import { sum } from '../../core/results/disclosure/fit-tables.ts';
import { evenLabels, fittingLabels, isClear } from './fitting-labels.ts';

/** The fill of each series, from the bottom: dark, light, hatched and empty, so that no one has to distinguish colours. */
export const FILLS = ['full', 'light', 'hatched', 'hollow'] as const;
const PAINTS = { full: 'currentColor', light: 'var(--line)', hatched: 'url(#hatch)', hollow: 'var(--paper)' } as const;

interface DayBarsProps {
  /** Numbers of each channel, one for each day; `FILLS.length` series at most. */
  readonly series: readonly (readonly number[])[];
  readonly words: DayWords;
}

/** A number on each bar that has room for it, the day of the month under it, a mark under some days. */
interface DayWords {
  /** One for each day. */
  readonly values: readonly string[];
  readonly days: readonly string[];
  /** The places of days that are marked. */
  readonly marked: readonly number[];
}

/** In CSS pixels: above the bars for a number, the highest bar, under them for the day, and for a mark. */
const [NUMBER, BAR, DAY, MARK] = [18, 182, 20, 16];
const FOOT = NUMBER + BAR;
/** The part of its day that a bar fills, and the width in CSS pixels that it never exceeds. */
const [PART, WIDEST] = [0.8, 44];
const LETTERS = 13;

/** Responses by day, the channels one upon another. */
export function DayBars({ series, words: { values, days, marked } }: DayBarsProps) {
  const host = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const resized = new ResizeObserver(([now]) => setWidth(Math.floor(now?.contentRect.width ?? 0)));
    if (host.current) resized.observe(host.current);
    return () => resized.disconnect();
  }, []);
  const totals = days.map((_, day) => sum(series.map((one) => one[day] ?? 0)));
  const most = Math.max(1, ...totals);
  const topOf = (count: number) => FOOT - (BAR * count) / most;
  const middleOf = (day: number) => ((day + 0.5) * width) / days.length;
  const barWidth = Math.min((PART * width) / days.length, WIDEST);
  const bars = totals.map((total, day) => ({ at: middleOf(day), top: topOf(total) }));
  const measure = measureIn(host.current);
  const placed = (
    texts: readonly string[],
    weight: number,
    order: readonly number[],
    footOf: (day: number) => number,
  ) =>
    order.map((day) => {
      const text = texts[day] ?? '';
      const wide = measure(text, weight);
      // Whole at both ends of the chart, where the number may be wider than its bar.
      return {
        text,
        at: Math.min(Math.max(middleOf(day), wide / 2), width - wide / 2),
        width: wide,
        foot: footOf(day),
      };
    });
  const write = (labels: Readonly<ReturnType<typeof placed>>, weight: number) =>
    labels.map(({ text, at, foot }) => (
      <text key={at} x={at} y={foot} text-anchor="middle" font-size={LETTERS} font-weight={weight} fill="currentColor">
        {text}
      </text>
    ));
  const all = [...totals.keys()];
  const highestFirst = all.filter((day) => totals[day]).sort((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0));
  const numbers = placed(values, 600, highestFirst, (day) => (bars[day]?.top ?? FOOT) - 4);
  // Two pixels at each side of a bar are left free too: next to it a number would seem to be its own.
  const clear = numbers.filter((number) => isClear(number, bars, barWidth + 4));
  return (
    <div ref={host} class="plot">
      <svg width={width} height={FOOT + DAY + (marked.length > 0 ? MARK : 0)} aria-hidden="true">
        <pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" fill="var(--paper)" />
          <path d="M-8 8 0 0M0 8 8 0M8 8 16 0" stroke="currentColor" stroke-width="1.5" />
        </pattern>
        {series.flatMap((counts, place) =>
          counts.map((count, day) => {
            const below = sum(series.slice(0, place).map((one) => one[day] ?? 0));
            return count > 0 ? (
              <rect
                key={`${place} ${day}`}
                x={middleOf(day) - barWidth / 2}
                y={topOf(below + count)}
                width={barWidth}
                height={topOf(below) - topOf(below + count)}
                fill={PAINTS[FILLS[place] ?? 'hollow']}
                stroke="currentColor"
              />
            ) : null;
          }),
        )}
        {write(fittingLabels(clear, 4), 600)}
        {write(
          evenLabels(
            placed(days, 400, all, () => FOOT + 15),
            4,
          ),
          400,
        )}
        {marked.map((day) => (
          <path key={day} d={`M${middleOf(day)} ${FOOT + DAY + 2}l6 10.2h-12z`} fill="var(--accent)" />
        ))}
      </svg>
    </div>
  );
}

/** Measures texts in the letters of an element. */
function measureIn(element: Element | null): (text: string, weight: number) => number {
  const ruler = document.createElement('canvas').getContext('2d');
  const family = element ? getComputedStyle(element).fontFamily : 'sans-serif';
  return (text, weight) => {
    if (!ruler) return 0;
    ruler.font = `${weight} ${LETTERS}px ${family}`;
    return ruler.measureText(text).width;
  };
}
