import * as v from 'valibot';
import { identityFaults } from '../../core/check/identity-check.ts';
import { linkageFaults } from '../../core/check/survey-check.ts';
import type { Fault } from '../../core/survey/fault.ts';
import { toSurvey } from '../../core/survey/questionnaire.ts';
import { surveySchema } from '../../core/survey/survey-schema.ts';
import type { SurveyDraft } from './edit.ts';

/** A part that names something that an edit takes away goes with it. */
export interface Dependent {
  /** `condition` and `setting` are of a question; the others are named as the revision names them. */
  readonly kind:
    | 'condition'
    | 'setting'
    | 'entries'
    | 'results'
    | 'facts'
    | 'criteria'
    | 'profiles'
    | 'warnings'
    | 'other';
  readonly id: string;
  /** Says what would be wrong with it; nothing is with entries, which a kind does not have. */
  readonly fault?: Fault;
}

type Repair =
  | { readonly kind: 'sound'; readonly dependents: readonly Dependent[] }
  /** Nothing repairs this fault. */
  | { readonly kind: 'stuck'; readonly fault: Fault };

/** Takes away, one by one, what an edit has made faulty. Faults that were there before stay. */
export function repairAll(before: SurveyDraft, edited: SurveyDraft): Repair {
  const known = new Set(structuralFaults(before).map(faultKey));
  const dependents = new Map<string, Dependent>();
  for (;;) {
    const fault = structuralFaults(edited).find((one) => !known.has(faultKey(one)));
    if (!fault) return { kind: 'sound', dependents: [...dependents.values()] };
    const dependent = { ...dependentAt(edited, fault.path), fault };
    if (!repair(edited, fault)) return { kind: 'stuck', fault };
    dependents.set(`${dependent.kind} ${dependent.id}`, dependent);
  }
}

/** Finds what is wrong with the parts of a revision together; texts that lack a language are not. */
export function structuralFaults(file: SurveyDraft): readonly Fault[] {
  return [...identityFaults(file), ...linkageFaults(file, toSurvey(file))];
}

/** The same fault at another place is not new: an edit moves what comes after it. */
export function faultKey({ code, values, reason }: Fault): string {
  return `${code} ${values?.join(' ') ?? reason}`;
}

function dependentAt({ sections, facts, warnings, typology }: SurveyDraft, path: string): Dependent {
  const [part = '', place, inner, question, key] = path.split('.');
  const asked = sections[Number(place)]?.questions[Number(question)];
  if (part === 'sections' && asked) return { kind: key === 'showIf' ? 'condition' : 'setting', id: asked.id };
  const named = { facts, warnings, criteria: typology?.criteria, profiles: typology?.profiles };
  const list = part === 'typology' ? inner && place : part;
  const at = part === 'typology' ? inner : place;
  for (const kind of ['facts', 'warnings', 'criteria', 'profiles'] as const)
    if (kind === list) return { kind, id: named[kind]?.[Number(at)]?.id ?? '' };
  return { kind: 'other', id: part === 'typology' ? String(place) : part };
}

/** Its parts are what a fault leaves out; it has at least what the schema asks for, and is never itself left out. */
const KEPT =
  /^(|sections|scales|typology(\.affinity|\.profiles)?)$|^sections\.\d+(\.questions(\.\d+)?)?$|^typology\.profiles\.\d+$/;

/** Takes away what has this fault; nothing is done, and `false` returned, where the revision cannot do without it. */
function repair(survey: SurveyDraft, { path, values = [] }: Fault): boolean {
  // A rule is lessened as a whole. The parts of a fact's rules are numbered from the fact: the path goes on where the file does not.
  const keys: string[] = [];
  let node: unknown = survey;
  for (const key of path.replace(/(\.showIf|\.when)\..*/, '$1').split('.')) {
    if (typeof node !== 'object' || node === null || !(key in node)) break;
    node = Reflect.get(node, key);
    keys.push(key);
  }
  const names = values.map(String);
  const left = names.length > 0 ? without(node, names) : undefined;
  put(survey, keys, JSON.stringify(left) === JSON.stringify(node) ? undefined : left);
  for (;;) {
    const { issues } = v.safeParse(surveySchema, survey);
    const wrong = issues?.[0] && v.getDotPath(issues[0])?.split('.');
    if (!issues || !wrong) return !issues;
    // A rule that lacks a part, or has too few of them, is left out as well.
    const above = wrong.slice(0, -1);
    if (KEPT.test(above.join('.'))) return false;
    put(survey, above, undefined);
  }
}

/** Puts a value at a place of the revision, or leaves it out. */
function put(survey: SurveyDraft, keys: readonly string[], value: unknown): void {
  const last = keys.at(-1) ?? '';
  const of = keys.slice(0, -1).reduce<object>((node, key) => Object(Reflect.get(node, key)), survey);
  if (value !== undefined) Reflect.set(of, last, value);
  else if (Array.isArray(of)) of.splice(Number(last), 1);
  else Reflect.deleteProperty(of, last);
}

/** Parts of which nothing is left without this key. */
const NEEDED = ['when', 'yes', 'no', 'not', 'in', 'all', 'any'];

/** Leaves out of a part what names an item or a fact, or, of two names, a value of the first. */
function without(node: unknown, names: readonly string[]): unknown {
  const [owner, name = owner] = names;
  if (Array.isArray(node)) {
    const left = node.flatMap((one) => (one === name ? [] : (without(one, names) ?? [])));
    return left.length === 0 && node.length > 0 ? undefined : left;
  }
  if (typeof node !== 'object' || node === null) return node;
  const { item, answered, fact, is }: Readonly<Record<string, unknown>> = Object(node);
  const isOf = (item ?? answered ?? fact) === owner;
  if (isOf && (name === owner || is === name)) return undefined;
  const entries = Object.entries(node).map(([key, one]) => {
    const isOthers = (key === 'in' && !isOf) || typeof one !== 'object';
    return [key, isOthers ? one : without(one, names)] as const;
  });
  if (entries.some(([key, one]) => one === undefined && NEEDED.includes(key))) return undefined;
  const [[key, list] = ['']] = entries;
  // « All » and « any » say nothing of one part.
  if (/^(all|any)$/.test(key) && Array.isArray(list) && list.length === 1) return list[0];
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
}
