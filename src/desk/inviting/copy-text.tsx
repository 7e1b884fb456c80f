import { CopyButton } from '../../ui/elements/copy-button.tsx';
import { useWords } from '../parts/desk-context.ts';

export function CopyText({ text, label }: { readonly text: string; readonly label: string }) {
  const { copied, copyRefused } = useWords().desk.inviting;
  return <CopyButton text={text} label={label} copied={copied} refused={copyRefused} />;
}
