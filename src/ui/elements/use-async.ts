import { type Inputs, useEffect, useState } from 'preact/hooks';

/**
 * Returns what `ask` resolves to, asked again when one of `inputs` changes; `undefined` until the first reply, or where `ask` returns
 * nothing. A reply is dropped once the inputs have changed or the component has gone.
 */
export function useAsync<Value>(ask: () => Promise<Value> | undefined, inputs: Inputs): Value | undefined {
  const [value, setValue] = useState<Value>();
  useEffect(() => {
    let isAwaited = true;
    void ask()?.then((found) => isAwaited && setValue(() => found));
    return () => {
      isAwaited = false;
    };
  }, inputs);
  return value;
}
