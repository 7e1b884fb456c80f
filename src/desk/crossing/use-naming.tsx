import { type ComponentChildren, createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { EarlierOptions } from '../../core/survey/earlier-option.ts';
import { earlierFile } from '../calls/loaded-files.ts';
import { useDesk } from '../parts/desk-context.ts';
import { useGet } from '../parts/use-get.ts';
import type { Naming } from './item-words.ts';

const NONE: EarlierOptions = {};
const Earlier = createContext(NONE);

/** Fetches the options that only earlier revisions offered, so that the parts below can name them. */
export function WithEarlierOptions({ children }: { readonly children: ComponentChildren }) {
  const { called } = useGet(`/surveys/${useDesk().survey.id}/earlier.json`, earlierFile);
  return <Earlier.Provider value={called?.kind === 'ok' ? called.value : NONE}>{children}</Earlier.Provider>;
}

export function useNaming(): Naming {
  const { survey, words } = useDesk();
  const earlier = useContext(Earlier);
  return useMemo(() => ({ survey, words, earlier }), [survey, words, earlier]);
}
