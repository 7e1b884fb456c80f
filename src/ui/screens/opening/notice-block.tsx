import type { Notice } from '../../../core/survey/notice.ts';
import { Lazy } from '../../elements/lazy.tsx';
import type { Words } from '../../words/words.ts';
import { loadNotice } from './opening-later.ts';

interface NoticeProps {
  readonly notice: Notice | undefined;
  readonly words: Words;
}

/** Without a declared controller the page says that it is a demonstration, and promises nothing else. */
export function NoticeBlock({ notice, words }: NoticeProps) {
  if (!notice)
    return (
      <details {...words.inUi}>
        <summary>{words.ui['opening.uncontrolled']}</summary>
        <p>{words.ui['opening.demonstration']}</p>
      </details>
    );
  return (
    <details class="notice">
      <summary {...words.inUi}>{words.ui['notice.title']}</summary>
      <Lazy load={loadNotice} words={words}>
        {({ NoticeDetails }) => <NoticeDetails notice={notice} words={words} />}
      </Lazy>
    </details>
  );
}
