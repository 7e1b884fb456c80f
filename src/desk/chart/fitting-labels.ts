/** A text that may be drawn, with its middle and its width in the same unit. */
export interface PlacedLabel {
  readonly text: string;
  readonly at: number;
  readonly width: number;
}

/** Those that can be drawn without touching one another, the first ones given first. `gap`: the least room between two. */
export function fittingLabels(labels: readonly PlacedLabel[], gap: number): readonly PlacedLabel[] {
  const drawn: PlacedLabel[] = [];
  for (const label of labels) {
    const touches = drawn.some((other) => Math.abs(other.at - label.at) < (other.width + label.width) / 2 + gap);
    if (!touches) drawn.push(label);
  }
  return drawn;
}
