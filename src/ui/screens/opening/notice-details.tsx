import { Fragment } from 'preact';
import type { Notice } from '../../../core/survey/notice.ts';
import { cardStrings } from '../../words/later-words.ts';
import type { Words } from '../../words/words.ts';
import { noticeLines } from './notice-lines.ts';

export function NoticeDetails({ notice, words }: { readonly notice: Notice; readonly words: Words }) {
  return (
    <dl>
      {noticeLines(notice, cardStrings(words.language), words.of).map(([name, text]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
