import { useEffect } from 'preact/hooks';
import './sheet.css';

/** Prints this line on each sheet of a screen of the class `sheet`, in browsers with margin boxes. In others the title of the document names it. */
export function useFoot(foot: string): void {
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--foot', JSON.stringify(foot));
    return () => void style.removeProperty('--foot');
  }, [foot]);
}
