import { render } from 'preact';
import { afterEach, expect, test } from 'vitest';
import { openingHtml } from '../../../src/build/prerender/opening-html.ts';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import { Opening } from '../../../src/ui/screens/opening/opening.tsx';
import { fr } from '../../../src/ui/words/fr/first.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { STUDY_FILE } from '../../support/surveys-in-browser.ts';

const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));

test('the opening of the document is the one that takes its place', () => {
  render(
    <Opening
      survey={toSurvey(STUDY_FILE)}
      words={wordsIn('fr', fr)}
      drafts={[]}
      latest={undefined}
      today="2026-11-24"
      isReadyOffline={false}
      onBegin={() => {}}
      onResume={() => {}}
      onDiscard={() => {}}
    />,
    root,
  );
  const written = new DOMParser().parseFromString(openingHtml(STUDY_FILE), 'text/html').querySelector('.opening');
  const outline = (part: Element | null) =>
    [...(part?.querySelectorAll('*') ?? [])].map((one) => `${one.localName}.${one.className}: ${one.textContent}`);
  expect(outline(root.querySelector('.opening'))).toEqual(outline(written));
});
