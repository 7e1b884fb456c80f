import { CopyButton } from '../../ui/elements/copy-button.tsx';
import { useWords } from '../parts/desk-context.ts';

/** Copies a text, and says in the words of the desk whether it could. */
export function CopyText({ text, label }: { readonly text: string; readonly label: string }) {
  const { copied, copyRefused } = useWords().desk.inviting;
  return <CopyButton text={text} label={label} copied={copied} refused={copyRefused} />;
}
