import type { Notice } from '../../../core/notice.ts';
import type { Words } from '../../words.ts';
import { noticeLines } from './notice-lines.ts';

interface NoticeProps {
  readonly notice: Notice | undefined;
  readonly words: Words;
}

/** Without a declared controller the page says that it is a demonstration, and promises nothing else. */
export function NoticeBlock({ notice, words: { ui, of } }: NoticeProps) {
  if (!notice) return <p class="aside">{ui['opening.demonstration']}</p>;
  return (
    <details class="notice">
      <summary>{ui['notice.title']}</summary>
      <dl>
        {noticeLines(notice, ui, of).map(([name, text]) => (
          <>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </>
        ))}
      </dl>
    </details>
  );
}
