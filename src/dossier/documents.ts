import { textOrPlain } from '../core/language.ts';
import type { PresentationFile } from '../core/survey/presentation.ts';
import type { Survey } from '../core/survey/questionnaire.ts';
import { isLocalText } from '../core/survey/survey-parts.ts';
import { withoutAccents } from '../core/without-accents.ts';
import type { DossierReply } from '../wire/organiser/dossier-reply.ts';
import { templates } from '../words/compiled/dossier/templates.mjs';
import { type DocumentFacts, fillTemplate } from './filled.ts';
import { toSettle } from './to-settle.ts';

const ORDER = ['register', 'assessment', 'notice', 'notice-short', 'processor', 'erasures', 'method', 'it'] as const;

export interface DossierInput {
  readonly survey: Survey;
  readonly presentation?: Pick<PresentationFile, 'copy'>;
  readonly reply: DossierReply;
}

export type DossierDocument = ReturnType<typeof dossierOf>[number];

/** Fills the documents of a survey from its files and from the settings that are on. */
export function dossierOf(input: DossierInput) {
  const facts = documentFacts(input);
  return ORDER.map((id) => {
    const change = lastChange(templates[id].replace('{{#measures}}', templates.measures), input.reply);
    const filled = fillTemplate(templates[id], { ...facts, ...frenchFacts({ trueSince: change.since }) });
    return {
      ...filled,
      id,
      /** The name of its file, without an ending. */
      file: `${withoutAccents(filled.title).replaceAll(/[^a-z\d]+/g, '-')}-${input.survey.id}`,
      /** The paragraph under its title, which names the article. */
      law: filled.markdown.split(/\n+/)[1] ?? '',
      /** The lines that are left to a person. */
      left: [...filled.markdown.matchAll(/^(.+?)\s*:?\n+____$/gm)].map(([, label = '']) => label),
      ...change,
    };
  });
}

/** Returns what templates name: the survey, its notice, the reply, and the measures that are on. */
export function documentFacts({ survey, presentation, reply }: DossierInput) {
  const asks = survey.questions.flatMap(({ kind, otherItem }) => (otherItem ? [kind, 'other'] : [kind]));
  const facts = frenchFacts({
    ...reply,
    survey: { ...survey, asks: namesOf(asks) },
    notice: survey.notice ?? {},
    isCopied: presentation?.copy !== false,
    settle: namesOf(toSettle(survey.notice, reply).map(({ code }) => code)),
  });
  const measures = fillTemplate(templates.measures, facts).parts.map(({ heading, body }) => {
    // The last line names the risks.
    const risks = body.match(/.*$/)?.[0].match(/accès|modification|disparition/g) ?? [];
    return { title: heading, content: body, is: namesOf(risks) };
  });
  return { ...facts, measures };
}

/** Writes texts in French and days in words, and lets a template ask for a value by its name: `settings.encryption.https`. */
export function frenchFacts(facts: DocumentFacts): DocumentFacts {
  return JSON.parse(JSON.stringify(facts), (_, node) => {
    if (typeof node === 'string' && /^\d{4}-\d\d-\d\d$/.test(node))
      return new Date(node).toLocaleDateString('fr', { dateStyle: 'long', timeZone: 'UTC' }).replace(/^1 /, '1er ');
    if (typeof node !== 'object' || node === null) return node;
    if (isLocalText(node)) return textOrPlain(node, 'fr') ?? Object.values(node)[0];
    if ('since' in node) return (node.value ?? false) !== false && { ...node, ...namesOf([node.value]) };
    const name = node.kind ?? node.by;
    return name ? { ...node, is: namesOf([name]) } : node;
  });
}

function namesOf(names: readonly string[]): Readonly<Record<string, true>> {
  return Object.fromEntries(names.map((name) => [name, true]));
}

/** Finds the latest change of a setting, of a part of the notice or of what was erased, among those that a template names. */
function lastChange(template: string, { settings, notice, erasures }: DossierReply) {
  const changes = [
    ...Object.entries(settings).map(([name, { since }]) => ({ since, changed: name, tag: `settings.${name}` })),
    ...Object.entries(notice).map(([part, since]) => ({ since, changed: `notice.${part}`, tag: `notice.${part}` })),
    ...erasures.map(({ day }) => ({ since: day, changed: 'erasures', tag: '#erasures' })),
  ];
  const named = changes.filter(({ tag }) => template.includes(tag.split('.', 2).join('.')));
  const [last] = named.toSorted((one, other) => other.since.localeCompare(one.since));
  return { since: last?.since, changed: last?.changed };
}
