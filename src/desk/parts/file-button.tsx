import { useRef } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';

interface FileButtonProps {
  readonly label: string;
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly isFolder?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

export function FileButton({ label, accept, multiple, isFolder, onFiles }: FileButtonProps) {
  const input = useRef<HTMLInputElement | null>(null);
  return (
    <>
      <Button label={label} onClick={() => input.current?.click()} />
      <input
        ref={(element) => {
          input.current = element;
          // No attribute of the standard, and the only way to choose a folder.
          if (isFolder) element?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        hidden
        multiple={multiple}
        accept={accept}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // Emptied, or the same file chosen again, corrected, would be no change.
          currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
