import { useEffect, useState } from 'preact/hooks';
import { browserOutlets, type HandedOver, handOver } from '../elements/hand-over.ts';
import { saveFile } from '../elements/save-file.ts';
import type { SharingWords } from '../words/sharing-words.ts';
import styles from './share.module.css';

interface PictureProps {
  readonly words: SharingWords;
  readonly file: File;
  readonly alt: string;
  /** What goes with it where the system takes a text. */
  readonly message: string;
}

/** The picture as it will be seen, before it goes anywhere. */
export function Picture({ words, file, alt, message }: PictureProps) {
  const [address, setAddress] = useState<string>();
  const [outcome, setOutcome] = useState<HandedOver>();
  const text = words.sharing;
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <div class={styles.picture}>
      {address === undefined ? null : <img src={address} alt={alt} data-picture={file.size} />}
      <div class={styles.row}>
        <button
          type="button"
          class="primary"
          onClick={async () => setOutcome(await handOver(file, message, browserOutlets()))}
        >
          {text['share.send']}
        </button>
        <button
          type="button"
          class="secondary"
          onClick={() => {
            saveFile(file, file.name);
            setOutcome('downloaded');
          }}
        >
          {text['share.download']}
        </button>
      </div>
      <p role="status" class={styles.said}>
        {outcome === undefined ? '' : text[`share.${outcome}`]}
      </p>
    </div>
  );
}
