import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '../elements/button.tsx';
import { saveFile } from '../elements/save-file.ts';
import { browserOutlets } from '../elements/web-share.ts';
import type { SharingWords } from '../words/sharing-words.ts';
import styles from './share.module.css';
import { type Shape, SIZES } from './sheet.ts';

interface PictureProps {
  readonly words: SharingWords;
  /** `undefined` while it is drawn: its room is there already. */
  readonly file: File | undefined;
  readonly shape: Shape;
  readonly alt: string;
  /** To be saved as soon as it is there. */
  readonly isWanted: boolean;
  /** Hands it to the system's share sheet. */
  readonly onShare: () => void;
  readonly statusText: string;
}

/** The picture as it will be seen, whole, before it goes anywhere. */
export function Picture({ words, file, shape, alt, isWanted, onShare, statusText }: PictureProps) {
  // Made while it is drawn, and not after: its element would come a frame or two later.
  const address = useMemo(() => file && URL.createObjectURL(file), [file]);
  const [isSaved, setSaved] = useState(false);
  const text = words.sharing;
  const { width, height } = SIZES[shape];
  const isShared = file !== undefined && browserOutlets().canShare?.({ files: [file] }) === true;
  const save = () => {
    if (!file) return;
    saveFile(file, file.name);
    setSaved(true);
  };
  useEffect(() => {
    if (address !== undefined) return () => URL.revokeObjectURL(address);
  }, [address]);
  useEffect(() => {
    if (isWanted) save();
  }, [file !== undefined]);
  // A finger held on a picture offers to save it. In a browser inside an application, a download may do nothing.
  const hasFinger = matchMedia('(any-pointer: coarse)').matches;
  return (
    <>
      {address === undefined || !file ? (
        <svg class={styles.room} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" data-shape={shape} />
      ) : (
        <img src={address} alt={alt} width={width} height={height} data-picture={file.size} data-shape={shape} />
      )}
      {isShared || !hasFinger ? null : <p class="aside">{text['share.hold']}</p>}
      <div class={`row ${styles.buttons}`}>
        {isShared ? <Button label={text['share.send']} class="primary" onClick={onShare} /> : null}
        <Button label={text['share.download']} class={isShared ? 'secondary' : 'primary'} onClick={save} />
      </div>
      <p role="status" class="aside strong">
        {statusText || (isSaved ? text['share.downloaded'] : '')}
      </p>
    </>
  );
}
