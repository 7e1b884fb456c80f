import { templates } from '../words/compiled/dossier/templates.mjs';
import { type DossierInput, documentFacts, frenchFacts } from './documents.ts';
import { fillTemplate, htmlOf } from './filled.ts';

/** Questions that the CNIL's tool answers with a list, and those that a person answers with a gauge. */
const LISTED = /^3[234][1-4]/;
const GAUGED = /^3[234][56]/;

/** Returns the impact assessment as the file that the CNIL's PIA tool imports: each of its keys must be there, and each day a moment. */
export function assessmentFile(input: DossierInput): string {
  const facts = documentFacts(input);
  const created_at = `${input.reply.today}T00:00:00.000Z`;
  const answers = fillTemplate(templates.assessment, facts).parts.map(({ heading, body }) => {
    const list = LISTED.test(heading) ? [...body.matchAll(/^- (.+)$/gm)].map(([, item]) => item) : null;
    const text = list || GAUGED.test(heading) ? '' : htmlOf(body);
    const data = { text, gauge: list ? null : 0, list: list ?? [] };
    return { reference_to: Number.parseInt(heading, 10), data, created_at };
  });
  const measures = facts.measures.map(({ title, content }, place) => {
    return { id: place + 1, title, content: htmlOf(content), placeholder: 'measures.default_placeholder', created_at };
  });
  const people = { author_name: '', evaluator_name: '', validator_name: '', dpos_names: '', people_names: '' };
  const named = { ...frenchFacts({ name: input.survey.title }), ...people };
  const pia = { ...named, status: 0, category: '', created_at, updated_at: created_at };
  return JSON.stringify({ pia, answers, measures, evaluations: [], comments: [] }, null, 1);
}
