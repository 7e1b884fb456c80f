import { toJsonSchema } from '@valibot/to-json-schema';
import { expect, test } from 'vitest';
import { localText, optionId, rule, slug } from '../../../src/core/survey/survey-parts.ts';
import { surveySchema } from '../../../src/core/survey/survey-schema.ts';
import { condition } from '../../../src/core/survey/typology-schema.ts';
import { described, SURVEY_KEYS } from '../../support/schema-descriptions.ts';

const schema = toJsonSchema(surveySchema, {
  definitions: { rule, condition, text: localText, id: slug, optionId },
  // JSON has no infinite number to refuse.
  ignoreActions: ['finite'],
});

/** For editors, which complete and check a survey file with it. `npx vitest run -u <this file>` rewrites it. */
test('the published JSON Schema matches the survey schema', async () => {
  await expect(`${JSON.stringify(described(schema, SURVEY_KEYS), null, 2)}\n`).toMatchFileSnapshot(
    '../../../public/surveys/survey.schema.json',
  );
});

test.each([
  ['rule', { $ref: '#/$defs/rule' }],
  ['condition', { $ref: '#/$defs/condition' }],
])('a %s may hold others, and is described once', (name, self) => {
  expect(JSON.stringify(schema.$defs?.[name])).toContain(JSON.stringify(self));
});
