import { useEffect, useRef } from 'preact/hooks';

type Letter = readonly [letter: string, run: () => void];

/** One letter, without another key, does what a button does; not where one types or chooses, nor while it is held down. */
export function useLetters(letters: readonly Letter[], areOn: boolean): void {
  const current = useRef(letters);
  current.current = letters;
  useEffect(() => {
    if (!areOn) return;
    const press = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || isField(event.target)) return;
      const [, run] = current.current.find(([letter]) => letter === event.key.toLowerCase()) ?? [];
      if (!run) return;
      event.preventDefault();
      run();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [areOn]);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input:not([type="checkbox"]), select, textarea, .two-steps *');
}
