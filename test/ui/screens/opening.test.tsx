import { render } from 'preact';
import { afterEach, expect, test } from 'vitest';
import study from '../../../public/surveys/numerique-territorial/1.json';
import { openingHtml } from '../../../src/build/prerender/opening-html.ts';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import type { SurveyFile } from '../../../src/core/survey/survey-file.ts';
import { Opening } from '../../../src/ui/screens/opening/opening.tsx';
import { fr } from '../../../src/ui/words/fr/first.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';

const file = study as unknown as SurveyFile;
const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));

test('the opening of the document is the one that takes its place', () => {
  render(
    <Opening
      survey={toSurvey(file)}
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
  const written = new DOMParser().parseFromString(openingHtml(file), 'text/html').querySelector('.opening');
  const outline = (part: Element | null) =>
    [...(part?.querySelectorAll('*') ?? [])].map((one) => `${one.localName}.${one.className}: ${one.textContent}`);
  expect(outline(root.querySelector('.opening'))).toEqual(outline(written));
});
