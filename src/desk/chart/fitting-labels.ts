/** A text that may be drawn, with its middle and its width in the same unit. */
interface PlacedLabel {
  readonly text: string;
  readonly at: number;
  readonly width: number;
}

/** A bar of a chart: its middle, and where it ends, counted downwards. */
interface PlacedBar {
  readonly at: number;
  readonly top: number;
}

/** Whether a label, whose lower edge is at `foot`, is written over no bar. All bars have one width. */
export function isClear(
  { at, width, foot }: Omit<PlacedLabel, 'text'> & { readonly foot: number },
  bars: readonly PlacedBar[],
  barWidth: number,
): boolean {
  return bars.every((bar) => bar.top >= foot || Math.abs(bar.at - at) >= (barWidth + width) / 2);
}

/** Those that can be drawn without touching one another, the first ones given first. `gap`: the least room between two. */
export function fittingLabels<L extends PlacedLabel>(labels: readonly L[], gap: number): readonly L[] {
  const drawn: L[] = [];
  for (const label of labels) {
    const touches = drawn.some((other) => Math.abs(other.at - label.at) < (other.width + label.width) / 2 + gap);
    if (!touches) drawn.push(label);
  }
  return drawn;
}

/** Every label, or every second one, or every third…: as many at equal distances as can be drawn without touching one another. */
export function evenLabels<L extends PlacedLabel>(labels: readonly L[], gap: number): readonly L[] {
  for (let step = 1; ; step += 1) {
    const some = labels.filter((_, place) => place % step === 0);
    if (fittingLabels(some, gap).length === some.length) return some;
  }
}
