import type { Notice } from '../../../core/survey/notice.ts';
import { Lazy } from '../../elements/lazy.tsx';
import type { Words } from '../../words/words.ts';
import { loadNotice } from './opening-later.ts';

interface NoticeProps {
  readonly notice: Notice | undefined;
  readonly words: Words;
}

/** Who asks, in clear. Without a declared controller the page says that it is a demonstration, and promises nothing else. */
export function NoticeBlock({ notice, words }: NoticeProps) {
  const { ui, inUi } = words;
  return (
    <details class="notice">
      <summary {...inUi}>
        {ui['opening.asks']}
        <b>{notice ? words.of(notice.controller) : ui['opening.uncontrolled']}</b>
      </summary>
      {notice ? (
        <Lazy load={loadNotice} words={words}>
          {({ NoticeDetails }) => <NoticeDetails notice={notice} words={words} />}
        </Lazy>
      ) : (
        <p {...inUi}>{ui['opening.demonstration']}</p>
      )}
    </details>
  );
}
