import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { directionOf, ownName } from '../../core/language.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import { reviewedUiLanguage } from '../../words/languages.ts';
import { Button } from '../elements/button.tsx';
import { useAsync } from '../elements/use-async.ts';
import { noticeStrings } from '../words/notice-words.ts';
import { frenchWords, loadUi, type Words, wordsIn } from '../words/words.ts';

interface ReviewedProps {
  readonly words: Words;
  /** One of the survey's texts, where it has any here: the language that somebody answers for is its first. */
  readonly text?: LocalText;
  readonly children: (words: Words) => ComponentChildren;
}

/** Draws texts that bind people in a language that somebody answers for, with a button that shows an unreviewed translation instead. */
export function Reviewed({ words, text, children }: ReviewedProps) {
  const [isTranslated, translate] = useState(false);
  const readers = typeof document === 'undefined' ? [] : navigator.languages;
  const ui = reviewedUiLanguage([words.uiLanguage, ...readers]);
  const [language = ui] = Object.keys(text ?? {});
  const isSame = ui === words.uiLanguage && (!text || language === words.language);
  const spokenUi = reviewedUiLanguage([language, ...readers]);
  const strings = useAsync(async () => {
    if (isSame) return undefined;
    const found = await loadUi(spokenUi, []);
    return (await found?.rest?.()) || spokenUi === 'fr' ? found : undefined;
  }, [isSame, spokenUi]);
  if (isSame) return <>{children(words)}</>;
  const marked = (tag: string) => ({ lang: tag, dir: directionOf(tag) });
  // Their words are French until they have come.
  const reviewed = strings || text ? language : 'fr';
  return (
    <div class="stack start" {...marked(isTranslated ? words.language : reviewed)}>
      {children(isTranslated ? words : wordsIn(language, strings ?? frenchWords().ui, directionOf(language)))}
      {(!text || words.language in text) && (
        <Button
          label={isTranslated ? ownName(language) : noticeStrings(words.uiLanguage)['notice.translation']}
          class="quiet flush screen-only"
          {...marked(isTranslated ? reviewed : words.uiLanguage)}
          onClick={() => translate(!isTranslated)}
        />
      )}
    </div>
  );
}
