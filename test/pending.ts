/** A promise, and what resolves it. */
export function pending<T = void>() {
  const settle: ((value: T) => void)[] = [];
  const promise = new Promise<T>((resolve) => settle.push(resolve));
  return { promise, resolve: (value: T) => settle[0]?.(value) };
}
