import { useState } from 'preact/hooks';

/** A choice of yes or no that the tab keeps under this name until the session ends; `undefined` until it is made. */
export function useKept(name: string): readonly [boolean | undefined, (isChosen: boolean) => void] {
  const [kept, setKept] = useState(() => sessionStorage.getItem(name) ?? undefined);
  const keep = (isChosen: boolean) => {
    sessionStorage.setItem(name, String(isChosen));
    setKept(String(isChosen));
  };
  return [kept === undefined ? undefined : kept === 'true', keep];
}
