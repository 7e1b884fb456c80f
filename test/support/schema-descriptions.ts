/*
 * What each key of an organiser's files means, for the editors that show it. `cases.when` is a key whose meaning the key above it changes.
 */

type Descriptions = Readonly<Record<string, string>>;

const SHARED: Descriptions = {
  $schema: 'The address of this schema, by which an editor completes and checks the file.',
  id: 'A name for programs: lower-case letters, digits and hyphens. Keep it as long as the meaning stays.',
  title: 'A title, in each language.',
  label: 'What people read, in each language.',
  source: 'Where the wording was published: lines of a study, as in "l. 144-161".',
  says: 'A whole sentence, in each language.',
  short: 'The same in two or three words, for narrow places.',
  zero: 'The sentence where the number is 0.',
  one: 'The sentence where the number is 1.',
  other: 'The sentence for every other number; {n} is replaced by it.',
  item: 'The id of a question, or of a row of a matrix.',
  sum: 'The ids of the facts that are added up.',
  name: 'A name, in each language.',
  total: 'What a sum of facts is called.',
};

export const SURVEY_KEYS: Descriptions = {
  ...SHARED,
  revision: 'A whole number. A published revision is never edited: write the next one.',
  languages: 'The languages of every text, as BCP 47 tags. The first is the language of reference.',
  opening: 'What is read before the first question.',
  who: 'Who is invited to answer.',
  why: 'What the answers are for.',
  minutes: 'How long it takes, in minutes.',
  kept: 'What is kept of the answers, and where.',
  origin: 'Where the questionnaire comes from.',
  partials: 'Whether unfinished answers are sent when somebody ends a section or leaves.',
  revised: 'What this revision changed, for the page « Method » of the results. No phone loads it.',
  on: 'The day on which the revision was written, YYYY-MM-DD.',
  changes: 'What is asked in another way than before, and why.',
  'revised.kept': 'What stays as it was, though it could be asked better, and why.',
  'changes.questions': 'The ids of the questions.',
  'kept.questions': 'The ids of the questions.',
  what: 'A sentence or two, in each language.',
  opensOn: 'The first day on which people can answer, YYYY-MM-DD.',
  closedFrom: 'The first day on which people can no longer answer, YYYY-MM-DD.',
  stratum: 'The id of the single choice whose options divide the results.',
  scales: 'By id: the levels that matrices choose from.',
  levels: 'The levels of the scale, in their order.',
  'facts.levels': 'The ids of the levels that count.',
  specify: 'Choosing this option asks for a text.',
  exclusive: 'In a multiple choice, this option excludes every other one.',
  evidence: 'Whether the wording was printed in the study, inferred from its comments, or reconstructed by us.',
  printed: 'The wording that the study printed, where ours differs.',
  sections: 'Questions under one title.',
  questions: 'The questions of the section, in order.',
  text: 'The question, in each language.',
  help: 'What helps to answer, under the question.',
  showIf: 'The question is asked where this rule holds. A rule reads earlier questions only.',
  required: 'The question cannot be left blank.',
  kind: 'single, multiple, matrix, number, text or territory.',
  'facts.kind': 'flag (yes or no), count (how many rows), category (one case) or set (several members).',
  options: 'The options, in order.',
  order: 'random: each response has its own order. Not for the first question, nor for a scale.',
  prefill: 'A link may answer this single choice: ?s=<survey>&a.<question>=<option>.',
  min: 'The least number, or the fewest options.',
  max: 'The greatest number, or the most options.',
  rows: 'The rows of the matrix: each is an item with its own answer.',
  'facts.rows': 'The ids of the rows that are counted.',
  scale: 'The id of the scale that each row chooses from.',
  fillWith: 'The id of the level that can be given to all remaining rows at once.',
  unit: 'What the number counts, after the field.',
  decimals: 'How many decimals the number may have.',
  unknown: 'Offers « I don’t know », which is stored as "unknown".',
  maxBytes: 'The longest text, in bytes of UTF-8.',
  lines: 'How many lines the field shows.',
  personal: 'A free comment: it is kept out of every export that has strata or order.',
  consent: 'The sentence of a box by which the text may be published.',
  list: 'The name of a list of areas: lists/<list>.json.',
  facts: 'What is computed from answers, for profiles to require.',
  'criteria.facts': 'The ids of the facts that this criterion is about.',
  yes: 'The rule by which the fact is true; in texts, what is said of it then.',
  no: 'The rule by which the fact is false; in texts, what is said of it then.',
  ifChanged: 'What is said of a change that would bring another profile: « If … ».',
  basis: 'The ids of the items that have to be answered for the fact to be known.',
  more: 'The sentence for one more.',
  fewer: 'The sentence for one fewer.',
  cases: 'The cases of a category: the first whose rule holds.',
  when: 'The rule by which this holds.',
  'requires.when': 'The condition on facts that the profile requires.',
  'warnings.when': 'The warning is shown where this rule holds.',
  members: 'The members of a set: all whose rules hold.',
  added: 'The sentence if this member came in addition.',
  removed: 'The sentence if this member went.',
  none: 'The sentence for an empty set.',
  some: 'The sentence before the members of a set.',
  typology: 'The profiles, and what each requires. Without it there is no card.',
  affinity: 'A classic quiz: the nearest profile is found from weights of options instead of criteria.',
  weights: 'What each option brings to each profile.',
  option: 'The id of the option.',
  points: 'By profile: -3 to 3.',
  compositeMargin: 'Profiles that are this near to the nearest one are as near: 0 to 0.5, by default 0.05.',
  reconstructed: 'The rules of the profiles were written by us, since the study did not publish them.',
  criteria: 'What profiles are compared on.',
  profiles: 'The profiles, in a neutral order.',
  sentence: 'What is exactly true of the profile.',
  requires: 'By criterion: what the profile requires. A criterion that is absent asks for nothing.',
  blankRows: 'missing: a blank row leaves a criterion unknown where an answer could change it.',
  blankOptions:
    'Options that count like a blank answer, such as « I don’t know ». The profile stays unknown where another answer could change it.',
  impossible: 'Combinations of facts that no answers give, which are not counted as reachable.',
  compositeBelow: 'Answers that agree with fewer criteria than this have no dominant profile, and are between no two.',
  warnings: 'Inconsistencies that are shown, and may be confirmed.',
  question: 'The id of the question on which the warning is shown.',
  message: 'What the warning says.',
  is: 'The id of the option that is chosen, or of the value of the fact.',
  in: 'One of these ids.',
  answered: 'The id of an item that has any answer.',
  atLeast: 'The number is this or more.',
  atMost: 'The number is this or less.',
  chosen: 'How many options of a multiple choice are chosen.',
  all: 'Each of these holds.',
  any: 'One of these holds.',
  not: 'This does not hold. It is the only way to ask for silence.',
  fact: 'The id of a fact.',
  equals: 'The set has exactly these members.',
};

export const NOTICE_KEYS: Descriptions = {
  ...SHARED,
  controller: 'Who is responsible, with an address.',
  contact: 'Where to write.',
  dpo: 'The data protection officer.',
  purpose: 'What the answers are for.',
  legalBasis: 'The legal basis, as article 6 of the GDPR names it.',
  participation: 'Whether one has to answer.',
  mandatory: 'Whether answering is an obligation.',
  consequence: 'What follows from not answering.',
  recipients: 'Who receives the answers.',
  retention: 'How long things are kept, in months after the closing day.',
  answers: 'Months for which answers are kept.',
  contacts: 'Months for which addresses left for an interview are kept.',
  rights: 'The rights of respondents, and how to use them.',
  complaint: 'The authority to which one may complain.',
  short: 'The name of the survey in addresses that are said and typed: letters a to z, digits and hyphens.',
  channels: 'The networks, mailings and events of your links (?c=). A channel that is not declared is dropped.',
  sealing: 'The keys with which a shared tablet encrypts what it holds.',
  keys: 'The public keys.',
  key: 'The public key, in base64url.',
  holder: 'Who holds the private key.',
  from: 'The first day on which the key is used, YYYY-MM-DD.',
  retiredFrom: 'The first day on which the key is no longer used, YYYY-MM-DD.',
  licence: 'The licence of published data.',
  'licence.name': 'Its SPDX identifier.',
  url: 'The address of the licence.',
};

export const PRESENTATION_KEYS: Descriptions = {
  ...SHARED,
  copy: 'false, where respondents get no copy of their answers. The opening then says so.',
  interface: 'The language of the buttons, where the interface lacks that of the texts. The reader’s when absent.',
  translations:
    'By language: who has read the translation. A language that is not named here was written by the author.',
  reviewed: 'Who has signed the translation; null before that, which the opening says.',
  by: 'Who read it, by name.',
  on: 'The day on which they signed, YYYY-MM-DD.',
  covers: 'What they read.',
  profiles: 'By profile: how it looks.',
  'aloud.profiles': 'By profile: its sentences. The first is its portrait; a card shows the first one that is true.',
  emblem: 'A ready-made emblem, or path data on a grid of 64.',
  hue: 'The colour of the profile: 0 to 359.',
  crossed: 'The name with its article, for « between … and … ».',
  aloud: 'What one says aloud of a profile: 50 to 65 characters, about what is done.',
  deciding: 'What decides between profiles: by criterion, « selon que … », or by fact and value.',
  proposed: 'The organiser has not agreed to these sentences yet, which the card says.',
  needs: 'The criteria that have to agree for the sentence to be true.',
  words: 'Words of this survey in the interface.',
  question: 'The question that the opening asks, in place of the title.',
  stratum: 'What the strata are called. Earlier releases showed it.',
  speakers: 'By question and answer, « respondent-role.agent »: what is shared by who gave it.',
  message: 'What is shared with a card; {profile} is replaced by its name.',
  messageBetween: 'The same for a card between two profiles.',
  invitation: 'The question to the person who is shown a card.',
  file: 'The name of the picture that is saved, or the path of a screenshot.',
  several: 'A sentence on several answers of one organisation.',
  paper: 'Where a form filled on paper is handed in.',
  glance: 'Short texts for the card at a glance.',
  reconstructed: 'These sentences were written by us.',
  criteria: 'By criterion.',
  facts: 'By fact, then by value.',
  app: 'The name of the survey, and the installed application.',
  identity: 'The identity of the installed application, for one that was installed under an earlier address.',
  shortName: 'The name under the icon.',
  description: 'What an application store says of it.',
  categories: 'The categories of the application, as the web manifest names them.',
  screenshots: 'Pictures that are shown before installing.',
  form: 'narrow for a phone, wide for a computer.',
};

export const RESULTS_KEYS: Descriptions = {
  ...SHARED,
  bands: 'By item: where each band of a number begins, ascending.',
  crossings: 'Tables of one item by another.',
  rows: 'Each option of this item is a row.',
  columns: 'Each option of this item is a column.',
  within: 'Among one stratum alone; everyone when absent.',
  filters: 'The items by which the results may be filtered.',
  ordered: 'Single choices whose options follow an order, drawn as parts of one bar.',
  known: 'Items that an acquaintance knows of a person: type, size, role.',
  findings: 'Shares that are read first.',
  of: 'Whose responses those of the stratum are: « de communes », “from municipalities”.',
  says: 'What follows « des réponses », beginning with a verb.',
  option: 'The id of the option whose share is shown.',
  profile: 'The id of a profile, or between.',
  crossingsPerItem: 'How many crossings an item may have in its life, 1 to 4. Fixed at the first closing.',
  groups: 'none: everybody together, without groups. Fixed by the first publication.',
  epsilon: 'The privacy parameter of a cell: less noise where it is greater. Fixed by the first publication.',
  apart: 'Options that are counted apart from the others: « not concerned », « don’t know ».',
  population: 'Known totals of those whom the survey addresses, to show who is missing.',
};

type Node = { readonly [key: string]: unknown };

/** Returns the schema with a description for each key; throws for a key that has none, and for a description without a key. */
export function described(schema: object, descriptions: Descriptions): object {
  const used = new Set<string>();
  const walk = (node: unknown, above: string): unknown => {
    if (Array.isArray(node)) return node.map((one) => walk(one, above));
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        if (key !== 'properties') return [key, walk(value, above)];
        const named = Object.entries(value as Node).map(([name, one]) => [name, keyed(name, one, above)]);
        return [key, Object.fromEntries(named)];
      }),
    );
  };
  const keyed = (name: string, node: unknown, above: string) => {
    const key = `${above}.${name}` in descriptions ? `${above}.${name}` : name;
    const { description = descriptions[key] } = node as Node;
    if (description === undefined) throw new Error(`${above}.${name} has no description`);
    used.add(key);
    return { description, ...(walk(node, name) as object) };
  };
  const made = walk(schema, '') as object;
  const unused = Object.keys(descriptions).filter((key) => !used.has(key) && !(key in SHARED));
  if (unused.length > 0) throw new Error(`no key is called ${unused.join(', ')}`);
  return made;
}
