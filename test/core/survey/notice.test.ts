import { toJsonSchema } from '@valibot/to-json-schema';
import { expect, test } from 'vitest';
import { noticeSchema } from '../../../src/core/survey/notice.ts';
import { localText } from '../../../src/core/survey/survey-parts.ts';
import { described, NOTICE_KEYS } from '../../support/schema-descriptions.ts';

// What compares two fields, or two channels, is said by the check alone.
const schema = toJsonSchema(noticeSchema, { definitions: { text: localText }, ignoreActions: ['check'] });

/** For editors, like that of the questionnaire. `npx vitest run -u <this file>` rewrites it. */
test('the published JSON Schema matches the notice schema', async () => {
  await expect(`${JSON.stringify(described(schema, NOTICE_KEYS), null, 2)}\n`).toMatchFileSnapshot(
    '../../../public/surveys/notice.schema.json',
  );
});
