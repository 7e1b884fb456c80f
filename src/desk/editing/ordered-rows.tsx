import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import { useWords } from '../parts/desk-context.ts';
import { StatusNote } from '../parts/status-note.tsx';

/** Moves a row before or after another, or by one step, and returns its rank and where that is; nothing where it stays. */
type Move = (from: number, to: number, isAfter?: boolean) => { rank: number; within?: string } | undefined;
type Order = ReturnType<typeof useOrder>;

/** Lets the rows of a list change places, announces their ranks, and keeps the focus on what has moved, which loses it in the page. */
export function useOrder(count: number, move: Move) {
  const { editing: text } = useWords().desk;
  const root = useRef<HTMLDivElement>(null);
  const [drop, setDrop] = useState<{ readonly at: number; readonly isAfter: boolean }>();
  const [statusText, setStatusText] = useState('');
  const wanted = useRef<readonly string[]>([]);
  useLayoutEffect(() => {
    const found = wanted.current.map((one) => root.current?.querySelector<HTMLElement>(`${one}:not(:disabled)`));
    wanted.current = [];
    found.find((one) => one)?.focus();
  });
  const focus = (rank: number, button = '') => {
    const texts = [rank, rank - 1].map((one) => `[data-rank="${one}"] *:is(a, input)`);
    wanted.current = [`[data-rank="${rank}"] [name="${button}"]`, ...texts];
  };
  const go = (from: number, to: number, isAfter?: boolean, button?: string) => {
    const place = to >= 0 && to < count ? move(from, to, isAfter) : undefined;
    if (!place) return;
    const { rank, within } = place;
    setStatusText([text.rank(rank + 1, count), within].filter(Boolean).join(' · '));
    focus(rank, button);
  };
  /** Finds where the row would come that the pointer holds: over most of another, it takes its place. */
  const placeAt = ({ clientY }: PointerEvent, from: number) => {
    const rows = [...(root.current?.querySelectorAll('[data-rank]') ?? [])];
    const below = rows.findIndex((row) => row.getBoundingClientRect().bottom > clientY);
    const at = below < 0 ? count - 1 : below;
    const { top = 0, height = 0 } = rows[at]?.getBoundingClientRect() ?? {};
    // A list that is longer than the screen goes on under the pointer.
    rows[at]?.scrollIntoView({ block: 'nearest' });
    return { at, isAfter: clientY > top + height * (at > from ? 0.25 : 0.75) };
  };
  return { root, count, drop, setDrop, placeAt, go, focus, status: <StatusNote text={statusText} /> };
}

interface OrderedRowProps {
  readonly order: Order;
  readonly at: number;
  /** The buttons name it. */
  readonly name: string;
  readonly isCurrent?: boolean;
  readonly children: ComponentChildren;
  /** After the two arrows. */
  readonly acts?: ComponentChildren;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

/**
 * A row that Alt and an arrow, its buttons, or a pointer on its handle move. The handle captures the pointer and takes no gesture of the
 * browser, so that a finger moves the row in place of the page.
 */
export function OrderedRow({ order, at, name, isCurrent, children, acts, onKeyDown }: OrderedRowProps) {
  const { editing: text } = useWords().desk;
  const { count, drop, setDrop, placeAt, go } = order;
  const isHeld = useRef(false);
  const press = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.altKey ? event.key : ''];
    if (by === undefined) return onKeyDown?.(event);
    event.preventDefault();
    // A text that is being typed is kept first.
    if (event.target instanceof HTMLInputElement) event.target.blur();
    go(at, at + by);
  };
  const end = (event: PointerEvent) => {
    const place = isHeld.current && event.type === 'pointerup' ? placeAt(event, at) : { at };
    isHeld.current = false;
    setDrop(undefined);
    if (place.at !== at) go(at, place.at, 'isAfter' in place && place.isAfter);
  };
  return (
    <li
      class="row"
      data-rank={at}
      data-drop={drop?.at === at ? (drop.isAfter ? 'after' : 'before') : undefined}
      aria-current={isCurrent ? 'true' : undefined}
      onKeyDown={press}
    >
      <span
        class="handle target"
        aria-hidden="true"
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          isHeld.current = true;
        }}
        onPointerMove={(event) => isHeld.current && setDrop(placeAt(event, at))}
        onPointerUp={end}
        onPointerCancel={end}
      >
        ⠿ {at + 1}
      </span>
      {children}
      <span class="moves">
        {([-1, 1] as const).map((by) => (
          <Button
            key={by}
            name={`${by}`}
            label={by < 0 ? '↑' : '↓'}
            aria-label={(by < 0 ? text.up : text.down)(name)}
            class="quiet target"
            disabled={at + by < 0 || at + by >= count}
            onClick={() => go(at, at + by, undefined, `${by}`)}
          />
        ))}
        {acts}
      </span>
    </li>
  );
}
