import { Fragment } from 'preact';
import type { Notice } from '../../../core/survey/notice.ts';
import { Reviewed } from '../../texts/reviewed.tsx';
import { noticeStrings } from '../../words/notice-words.ts';
import type { Words } from '../../words/words.ts';

export function NoticeDetails({ notice, words }: { readonly notice: Notice; readonly words: Words }) {
  return (
    <Reviewed words={words} text={notice.rights}>
      {(spoken) => (
        <dl>
          {linesOf(notice, spoken).map(([name, text, isUi]) => (
            <Fragment key={name}>
              <dt class="strong" {...spoken.inUi}>
                {name}
              </dt>
              <dd {...(isUi && spoken.inUi)}>{text}</dd>
            </Fragment>
          ))}
        </dl>
      )}
    </Reviewed>
  );
}

/** In the order people expect: who, why, whether one must, who reads, how long, which rights. */
function linesOf(
  notice: Notice,
  { uiLanguage, of }: Words,
): readonly (readonly [name: string, text: string, isUi?: true])[] {
  const text = noticeStrings(uiLanguage);
  const { participation, retention } = notice;
  const { answers, contacts } = retention;
  const kept = contacts === undefined ? text['notice.months'](answers) : text['notice.months-both'](answers, contacts);
  return [
    [text['notice.controller'], of(notice.controller)],
    [text['notice.contact'], of(notice.contact)],
    [text['notice.dpo'], of(notice.dpo)],
    [text['notice.purpose'], of(notice.purpose)],
    [text['notice.legal-basis'], of(notice.legalBasis)],
    [
      text['notice.participation'],
      `${text[participation.mandatory ? 'notice.mandatory' : 'notice.optional']} ${of(participation.consequence)}`,
      true,
    ],
    [text['notice.recipients'], of(notice.recipients)],
    [text['notice.retention'], kept, true],
    [text['notice.browser'], text['notice.translated'], true],
    [text['notice.rights'], of(notice.rights)],
    [text['notice.complaint'], of(notice.complaint)],
  ];
}
