import { toJsonSchema } from '@valibot/to-json-schema';
import { expect, test } from 'vitest';
import { resultsFileSchema } from '../../../src/core/results/results-file.ts';
import { noticeSchema } from '../../../src/core/survey/notice.ts';
import { presentationSchema } from '../../../src/core/survey/presentation.ts';
import { localText, optionId, rule, slug } from '../../../src/core/survey/survey-parts.ts';
import { surveySchema } from '../../../src/core/survey/survey-schema.ts';
import { condition } from '../../../src/core/survey/typology-schema.ts';
import { described, type FileKind } from './schema-descriptions.ts';

// JSON Schema cannot compare two fields, which the check does, and JSON has no infinite number to refuse.
const ofSurvey = toJsonSchema(surveySchema, {
  definitions: { rule, condition, text: localText, id: slug, optionId },
  ignoreActions: ['finite'],
});
const jsonOf = (schema: Parameters<typeof toJsonSchema>[0]) =>
  toJsonSchema(schema, { definitions: { text: localText }, ignoreActions: ['check', 'finite'] });

/** Editors complete and check a file with the schema. `npx vitest run -u <this file>` rewrites it. */
test.each<[FileKind, object]>([
  ['survey', ofSurvey],
  ['notice', jsonOf(noticeSchema)],
  ['presentation', jsonOf(presentationSchema)],
  ['results', jsonOf(resultsFileSchema)],
])('the published JSON Schema of a %s file matches the schema that reads it', async (name, schema) => {
  await expect(`${JSON.stringify(described(schema, name), null, 2)}\n`).toMatchFileSnapshot(
    `../../../public/surveys/${name}.schema.json`,
  );
});

test.each([
  ['rule', { $ref: '#/$defs/rule' }],
  ['condition', { $ref: '#/$defs/condition' }],
])('a %s may hold others, and is described once', (name, self) => {
  expect(JSON.stringify(ofSurvey.$defs?.[name])).toContain(JSON.stringify(self));
});
