import { modelText } from '../../../core/check/model-texts.ts';
import type { LocalText } from '../../../core/survey/survey-parts.ts';
import { folded } from '../report/headers.ts';
import type { TableRow } from '../report/table.ts';
import type { ConditionItem } from './condition-rule.ts';
import { type ConstraintBounds, readConstraint } from './constraints.ts';
import type { DraftOption, FormContext, QuestionBody, Rows } from './form-context.ts';
import { type Choice, idsOfChoices } from './read-choices.ts';

/** A question without its id, texts and condition, and how conditions name it. */
export interface QuestionParts {
  readonly body: QuestionBody;
  readonly item: Omit<ConditionItem, 'id'>;
}

const NO_OPTIONS: ReadonlyMap<string, string> = new Map();

/** Returns the list that a row of the type `select_one …` or `select_multiple …` names. */
export function selectIn(type: string) {
  const [, word = '', list = '', other] =
    /^(select[ _]?one|select1|select[ _]multiple|select all that apply)(?:\s+from)?\s+(\S+)(\s+or[ _](?:specify )?other)?$/i.exec(
      type,
    ) ?? [];
  if (list === '') return undefined;
  return { list, isMultiple: /multiple|all/i.test(word), hasOther: other !== undefined };
}

export function choiceQuestion(row: TableRow, context: FormContext): QuestionParts | undefined {
  const { lists, areas, used } = context;
  const select = selectIn(row.text('type'));
  if (!select) return undefined;
  const choices = lists.get(select.list) ?? [];
  used.add(select.list);
  const known = areas(select.list);
  if (known && !select.isMultiple) {
    orderOf(row, context, false);
    return territory(select.list, known, choices);
  }
  if (choices.length === 0) {
    row.say('type', 'faulty', 'list.unknown', select.list);
    return undefined;
  }
  const bounds = boundsOf(row, context);
  const exclusive = new Set(bounds.exclusive);
  const options = choices.map((choice) => optionOf(choice, context, exclusive.has(choice.name) && select.isMultiple));
  const byName = idsOfChoices(choices);
  if (select.hasOther) addOther(row, options, byName);
  if (options.length < 2) {
    row.say('type', 'faulty', 'list.short', select.list);
    return undefined;
  }
  const order = orderOf(row, context);
  const isPrefilled = row.yes('our-prefill') === true;
  const item = { options: byName, decimals: 0 };
  if (!select.isMultiple) {
    const body: QuestionBody = { kind: 'single', options, ...order, ...(isPrefilled && { prefill: true }) };
    return { body, item: { kind: 'single', ...item } };
  }
  if (isPrefilled) row.say('our-prefill', 'otherwise', 'prefill.kind', 'yes');
  const { leastChosen = 1, mostChosen } = bounds;
  const body: QuestionBody = {
    kind: 'multiple',
    options,
    ...order,
    ...(leastChosen > 1 && { min: leastChosen }),
    ...(mostChosen !== undefined && { max: mostChosen }),
  };
  return { body, item: { kind: 'multiple', ...item } };
}

export function optionOf(
  { id, label, isExclusive, isSpecified, row }: Choice,
  { rows }: { readonly rows: Rows },
  excludes = false,
): DraftOption {
  const option: DraftOption = {
    id,
    label: { ...label },
    ...(isSpecified && { specify: true }),
    ...((isExclusive || excludes) && { exclusive: true }),
  };
  rows.set(option, row);
  return option;
}

const OTHER: LocalText = { fr: 'Autre', en: 'Other', es: 'Otro', de: 'Andere', it: 'Altro', pt: 'Outro', nl: 'Anders' };

function addOther(row: TableRow, options: DraftOption[], byName: Map<string, string>): void {
  const { languages } = row.table.reading;
  const written = row.text('type');
  const language = languages.find((tag) => !(tag in OTHER));
  if (language !== undefined) row.say('type', 'otherwise', 'other.language', written, { language });
  row.say('type', 'otherwise', 'other.option', written);
  const existing = options.find(({ id }) => id === 'other');
  if (existing) existing.specify = true;
  else
    options.push({
      id: 'other',
      label: Object.fromEntries(languages.map((tag) => [tag, OTHER[tag] ?? modelText('Autre', 'Other')])),
      specify: true,
    });
  byName.set('other', 'other');
}

function territory(
  list: string,
  areas: readonly (readonly [string, string])[],
  choices: readonly Choice[],
): QuestionParts {
  const own = new Set(areas.map(([id]) => id));
  const options = choices.filter(({ id }) => !own.has(id));
  const names = new Map([...own].map((id) => [id, id] as const));
  for (const { name, id } of options) names.set(name, id);
  return {
    body: {
      kind: 'territory',
      list,
      options: options.map(({ id, label, isSpecified }) => ({ id, label, ...(isSpecified && { specify: true }) })),
    },
    item: { kind: 'single', options: names, decimals: 0 },
  };
}

/** The bounds of a number that states none. */
const USUAL = { least: 0, most: 1_000_000, decimals: 2 };

export function numberQuestion(row: TableRow, type: string, context: FormContext): QuestionParts {
  const isRange = type === 'range';
  const ofRange = isRange ? rangeOf(row) : undefined;
  if (!isRange) orderOf(row, context, false);
  const decimals = decimalsOf(row, type, ofRange?.step);
  const step = 10 ** -decimals;
  const bounds = boundsOf(row, context);
  const round = (number: number) => Number(number.toFixed(decimals));
  const min = bounds.atLeast ?? (bounds.above === undefined ? ofRange?.start : round(bounds.above + step));
  const max = bounds.atMost ?? (bounds.below === undefined ? ofRange?.end : round(bounds.below - step));
  if (min === undefined || max === undefined)
    row.say('constraint', 'otherwise', 'number.bounds', row.text('constraint'), {
      least: min ?? USUAL.least,
      most: max ?? USUAL.most,
    });
  if (ofRange && ofRange.step !== step) row.say('parameters', 'otherwise', 'number.step', row.text('parameters'));
  const unit = row.wholeTexts('our-unit');
  const isUnknown = row.yes('our-unknown') === true;
  return {
    body: {
      kind: 'number',
      ...(unit && { unit }),
      min: min ?? USUAL.least,
      max: max ?? USUAL.most,
      decimals,
      ...(isUnknown && { unknown: true }),
    },
    item: { kind: 'number', options: isUnknown ? new Map([['unknown', 'unknown']]) : NO_OPTIONS, decimals },
  };
}

function rangeOf(row: TableRow) {
  const written = new Map(
    [...row.text('parameters').matchAll(/(\w+)\s*=\s*(-?[\d.]+)/g)].map(([, key, value]) => [key, Number(value)]),
  );
  return { start: written.get('start') ?? 1, end: written.get('end') ?? 10, step: written.get('step') ?? 1 };
}

function decimalsOf(row: TableRow, type: string, step: number | undefined): number {
  const written = row.text('our-decimals');
  if (/^[0-6]$/.test(written)) return Number(written);
  if (step !== undefined) return Math.min(6, String(step).split('.')[1]?.length ?? 0);
  return type === 'decimal' ? USUAL.decimals : 0;
}

/** The bytes of a text that states none, and the lines of a long one. */
const TEXT = { bytes: 1_000, lines: 4, mostBytes: 16_384 };

export function textQuestion(row: TableRow, context: FormContext): QuestionParts {
  orderOf(row, context, false);
  const { longest } = boundsOf(row, context);
  const written = Number(row.cell('our-bytes')?.text ?? Number.NaN);
  const fromLength = longest === undefined ? TEXT.bytes : Math.min(TEXT.mostBytes, longest * 2);
  const maxBytes = Number.isInteger(written) ? written : fromLength;
  if (longest !== undefined && !Number.isInteger(written))
    row.say('constraint', 'otherwise', 'text.length', row.text('constraint'), { bytes: maxBytes });
  const lines = Number(row.text('our-lines') || Number.NaN);
  const isLong = /\bmultiline\b/.test(row.text('appearance'));
  const isPersonal = row.yes('our-personal') !== false;
  const consent = row.wholeTexts('our-consent');
  return {
    body: {
      kind: 'text',
      maxBytes,
      ...(Number.isInteger(lines) ? { lines } : isLong && { lines: TEXT.lines }),
      ...(isPersonal && { personal: true }),
      ...(consent && { consent }),
    },
    item: { kind: 'text', options: NO_OPTIONS, decimals: 0 },
  };
}

/** Reads the constraint. Anything beyond bounds is left to decide. */
function boundsOf(row: TableRow, { lists }: FormContext): ConstraintBounds {
  const written = row.text('constraint');
  if (written === '') return { exclusive: [] };
  const read = readConstraint(written, row.text('name'));
  const select = selectIn(row.text('type'));
  if (read.kind === 'beyond' || !suits(read.bounds, select, row.text('type'))) {
    const what = read.kind === 'beyond' ? read.what : written;
    row.say('constraint', 'to-decide', 'constraint.beyond', written, { what });
    return { exclusive: [] };
  }
  const choices = lists.get(select?.list ?? '');
  const unknown = read.bounds.exclusive.find((name) => !choices?.some((choice) => choice.name === name));
  if (unknown !== undefined)
    row.say('constraint', 'faulty', 'condition.option', written, { what: unknown, of: row.text('name') });
  return read.bounds;
}

/** Returns whether the bounds are those of a question of this type. */
function suits(bounds: ConstraintBounds, select: ReturnType<typeof selectIn>, type: string): boolean {
  const { atLeast, atMost, above, below, leastChosen, mostChosen, exclusive, longest } = bounds;
  const hasNumber = [atLeast, atMost, above, below].some((bound) => bound !== undefined);
  const hasCount = leastChosen !== undefined || mostChosen !== undefined || exclusive.length > 0;
  if (select) return !hasNumber && longest === undefined && select.isMultiple;
  return !hasCount && (/^(text|string)$/i.test(type) ? !hasNumber : longest === undefined);
}

/** Reads `randomize=true` in `parameters`, as XLSForm has it, and our column `order`. Other parameters are reported as left out. */
export function orderOf(row: TableRow, { items }: FormContext, takesOrder = true): { readonly order?: 'random' } {
  const written = row.text('parameters');
  const parameters = written === '' ? [] : written.split(/[\s,;]+(?=\w+\s*=)/);
  const own = row.text('our-order');
  const isRandomize = (one: string) => /^randomize\s*=\s*true(\(\))?$/i.test(one.trim());
  const isOwn = /^(random|randomize|hasard|aleatoire|au-hasard)$/.test(folded(own));
  for (const one of parameters)
    if (!isRandomize(one) && !/^randomize\s*=\s*false/i.test(one.trim()))
      row.say('parameters', 'otherwise', 'parameter.dropped', one);
  if (own !== '' && !isOwn) row.say('our-order', 'faulty', 'order.unknown', own);
  if (!isOwn && !parameters.some(isRandomize)) return {};
  const key = isOwn ? 'our-order' : 'parameters';
  if (!takesOrder) row.say(key, 'otherwise', 'order.kind', own || written);
  // A response has its id, which the order is made of, from its first answer on.
  else if ([...items.values()].some(({ kind }) => kind === 'item')) return { order: 'random' };
  else row.say(key, 'otherwise', 'order.first', own || written);
  return {};
}
