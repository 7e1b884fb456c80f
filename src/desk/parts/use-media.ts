import { useEffect, useState } from 'preact/hooks';

/** Whether a media query matches, also after the window changes its size. */
export function useMedia(query: string): boolean {
  const [isMatched, setMatched] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const update = () => setMatched(media.matches);
    update();
    media.addEventListener('change', update);
    return () => media.removeEventListener('change', update);
  }, [query]);
  return isMatched;
}
