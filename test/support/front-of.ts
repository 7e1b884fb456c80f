import type { PublishedSurvey } from '../../src/authoring/published-surveys.ts';
import type { SurveyEdition } from '../../src/edition/edition-of.ts';
import { renderResultsFront } from '../../src/pages/results-front.tsx';
import { publicationOfPeople } from './season.ts';
import { jsonIn } from './shipped.ts';

/** The first page of a survey's results in French, as the endpoint draws it of so many people in each group. */
export function frontOf(
  { current, results: file }: PublishedSurvey,
  edition: SurveyEdition,
  people: Readonly<Record<string, number>>,
): Promise<string> {
  return renderResultsFront({
    language: 'fr',
    ui: 'fr',
    file: jsonIn(edition, `${current.revision}.fr.json`),
    results: publicationOfPeople(current, people, { file }),
    verbatims: undefined,
    site: {
      file: jsonIn(edition, 'results.json'),
      origins: jsonIn(edition, 'origins.json'),
      earlier: jsonIn(edition, 'earlier.json'),
      past: jsonIn(edition, 'past.json') ?? undefined,
      texts: undefined,
    },
    presentation: jsonIn(edition, 'presentation.fr.json'),
  });
}
