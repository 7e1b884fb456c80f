import * as v from 'valibot';
import study from '../../public/surveys/numerique-territorial/3.json' with { type: 'json' };
import presentation from '../../public/surveys/numerique-territorial/presentation.json' with { type: 'json' };
import { presentationSchema } from '../../src/core/survey/presentation.ts';
import { surveySchema } from '../../src/core/survey/survey-schema.ts';
import garden from '../fixtures/surveys/shared-garden.json' with { type: 'json' };

/** The files of `surveys.ts` for tests that run in a browser, which cannot read the disk; the areas of their lists are not written out. */
export const STUDY_FILE = v.parse(surveySchema, study);
export const PRESENTATION_FILE = v.parse(presentationSchema, presentation);
export const GARDEN_FILE = v.parse(surveySchema, garden);
