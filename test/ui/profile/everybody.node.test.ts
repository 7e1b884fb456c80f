import { expect, test } from 'vitest';
import type { Answers } from '../../../src/core/survey/answers.ts';
import { withQuizFacts } from '../../../src/core/typology/affinity.ts';
import { possibleFacts } from '../../../src/core/typology/card-profiles.ts';
import { factsFrom } from '../../../src/core/typology/facts.ts';
import { inventResponses } from '../../../src/demonstration/invented-responses.ts';
import { altOf, messageOf, messageWith } from '../../../src/ui/picture/picture-words.ts';
import { LEAST } from '../../../src/ui/picture/sharing.ts';
import { cardTitle, readCard } from '../../../src/ui/profile/card-reading.ts';
import { makeCapsule } from '../../../src/wire/capsule.ts';
import { jsonIn, shippedEditions, shippedSurveys } from '../../support/shipped.ts';
import { fromWire } from '../../wire/from-wire.ts';
import { frenchSharing as words } from '../shown-words.ts';

const { surveys } = await shippedSurveys();
const editions = await shippedEditions();

/** As many as this may have a card that names no set of one, two or three. */
const OPEN = 0.2;

test.each([...surveys])(
  'everyone of an invented season of %s has a card, a picture and a link',
  async (id, published) => {
    const { current } = published;
    const survey = { ...withQuizFacts(current), ...(current.typology?.affinity ? {} : { cardFacts: possibleFacts }) };
    const edition = editions.get(id);
    if (!edition) throw new Error(`no ${id}`);
    const presentation = jsonIn(edition, 'presentation.fr.json');
    const season = await inventResponses(published, { on: '2026-11-24', seed: '39', responses: 600 });
    const sheets = [{}, ...season.map(({ envelope }): Answers => fromWire(envelope.answers))];
    let open = 0;
    for (const answers of sheets) {
      const facts = factsFrom(survey, answers);
      const reading = readCard(survey, facts, words);
      if (!reading) throw new Error(JSON.stringify(answers));
      if (reading.outcome === 'open') open++;
      const order = {
        words,
        survey,
        entry: { id, edition: edition.id, revision: current.revision, languages: ['fr'] },
        reading,
        presentation,
        answers,
        results: undefined,
      };
      const texts = [
        cardTitle(reading, 'fr', presentation),
        messageWith(order),
        altOf(messageOf(order, LEAST, ''), order),
        makeCapsule(survey, facts),
      ];
      expect(
        texts.filter((one) => !one || /^,|undefined|NaN|[{}]/.test(one)),
        JSON.stringify(answers),
      ).toEqual([]);
    }
    expect(open / sheets.length).toBeLessThanOrEqual(OPEN);
  },
);
