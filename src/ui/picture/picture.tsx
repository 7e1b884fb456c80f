import { useEffect, useMemo, useState } from 'preact/hooks';
import { saveFile } from '../elements/save-file.ts';
import { browserOutlets, type HandedOver, handOver } from '../elements/web-share.ts';
import type { SharingWords } from '../words/sharing-words.ts';
import styles from './share.module.css';
import { type Shape, SIZES } from './sheet.ts';

interface PictureProps {
  readonly words: SharingWords;
  /** `undefined` while it is drawn: its room is there already. */
  readonly file: File | undefined;
  readonly shape: Shape;
  readonly alt: string;
  /** What goes with it where the system takes a text. */
  readonly message: string;
  /** To be saved as soon as it is there. */
  readonly isWanted: boolean;
}

/** The picture as it will be seen, before it goes anywhere. */
export function Picture({ words, file, shape, alt, message, isWanted }: PictureProps) {
  // Made while it is drawn, and not after: its element would come a frame or two later.
  const address = useMemo(() => file && URL.createObjectURL(file), [file]);
  const [outcome, setOutcome] = useState<HandedOver>();
  const text = words.sharing;
  const { width, height } = SIZES[shape];
  const outlets = browserOutlets();
  const isShared = file !== undefined && outlets.canShare?.({ files: [file], text: message }) === true;
  const save = () => {
    if (!file) return;
    saveFile(file, file.name);
    setOutcome('downloaded');
  };
  useEffect(() => {
    if (address !== undefined) return () => URL.revokeObjectURL(address);
  }, [address]);
  useEffect(() => {
    if (isWanted) save();
  }, [file !== undefined]);
  return (
    <div class={styles.picture}>
      {address === undefined || !file ? (
        <svg class={styles.room} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" data-shape={shape} />
      ) : (
        <img src={address} alt={alt} width={width} height={height} data-picture={file.size} data-shape={shape} />
      )}
      {isShared || !hasFinger() ? null : <p class={styles.quiet}>{text['share.hold']}</p>}
      <div class={styles.row}>
        {isShared ? (
          <button
            type="button"
            class="primary"
            onClick={async () => file && setOutcome(await handOver(file, message, outlets))}
          >
            {text['share.send']}
          </button>
        ) : null}
        <button type="button" class={isShared ? 'secondary' : 'primary'} onClick={save}>
          {text['share.download']}
        </button>
      </div>
      <p role="status" class={styles.said}>
        {outcome === undefined ? '' : text[`share.${outcome}`]}
      </p>
    </div>
  );
}

/** Where a finger held on a picture offers to save it: in a browser inside an application, a download may do nothing. */
function hasFinger(): boolean {
  return matchMedia('(any-pointer: coarse)').matches;
}
