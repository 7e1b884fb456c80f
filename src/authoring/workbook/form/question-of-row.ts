import type { LocalText } from '../../../core/survey/survey-parts.ts';
import { cellAt, cellPlace, type TableRow, textAt, textsAt, yesAt } from '../report/table.ts';
import { wholeTexts } from '../report/whole-texts.ts';
import type { ConditionItem } from './condition-rule.ts';
import { type ConstraintBounds, readConstraint } from './constraints.ts';
import type { FormContext, Json } from './form-context.ts';
import { orderOf } from './order-of-row.ts';
import type { Choice } from './read-choices.ts';

export interface MadeQuestion {
  /** Without id, texts and condition. */
  readonly json: Json;
  readonly item: Omit<ConditionItem, 'id'>;
}

const NO_OPTIONS: ReadonlyMap<string, string> = new Map();

/** The list that a row of the type `select_one …` or `select_multiple …` names. */
export function selectIn(type: string) {
  const [, word = '', list = '', other] =
    /^(select[ _]?one|select1|select[ _]multiple|select all that apply)(?:\s+from)?\s+(\S+)(\s+or[ _](?:specify )?other)?$/i.exec(
      type,
    ) ?? [];
  if (list === '') return undefined;
  return { list, isMultiple: /multiple|all/i.test(word), hasOther: other !== undefined };
}

export function choiceQuestion(row: TableRow, context: FormContext): MadeQuestion | undefined {
  const { reading, lists, areas, used } = context;
  const select = selectIn(textAt(row, 'type'));
  if (!select) return undefined;
  const choices = lists.get(select.list) ?? [];
  used.add(select.list);
  const known = areas(select.list);
  if (known && !select.isMultiple) {
    orderOf(row, context, false);
    return territory(select.list, known, choices);
  }
  if (choices.length === 0) {
    reading.report.say(cellPlace(row, 'type'), 'faulty', 'list.unknown', select.list);
    return undefined;
  }
  const bounds = boundsOf(row, context);
  const exclusive = new Set(bounds.exclusive);
  const options = choices.map((choice) => optionOf(choice, context, exclusive.has(choice.name) && select.isMultiple));
  const byName = new Map(choices.map(({ name, id }) => [name, id]));
  if (select.hasOther) addOther(row, options, byName, context);
  if (options.length < 2) {
    reading.report.say(cellPlace(row, 'type'), 'faulty', 'list.short', select.list);
    return undefined;
  }
  const kind = select.isMultiple ? 'multiple' : 'single';
  const isPrefilled = yesAt(row, 'our-prefill') === true;
  const json: Json = { kind, options, ...orderOf(row, context) };
  if (isPrefilled && !select.isMultiple) json.prefill = true;
  else if (isPrefilled) reading.report.say(cellPlace(row, 'our-prefill'), 'otherwise', 'prefill.kind', 'yes');
  if (select.isMultiple) {
    if ((bounds.leastChosen ?? 0) > 1) json.min = bounds.leastChosen;
    if (bounds.mostChosen !== undefined) json.max = bounds.mostChosen;
  }
  return { json, item: { kind, options: byName, decimals: 0 } };
}

export function optionOf(
  { id, label, isExclusive, isSpecified, row }: Choice,
  { rows }: FormContext,
  excludes = false,
): Json {
  const option = {
    id,
    label: { ...label },
    ...(isSpecified && { specify: true }),
    ...((isExclusive || excludes) && { exclusive: true }),
  };
  rows.set(option, row);
  return option;
}

const OTHER: LocalText = { fr: 'Autre', en: 'Other', es: 'Otro', de: 'Andere', it: 'Altro', pt: 'Outro', nl: 'Anders' };

function addOther(row: TableRow, options: Json[], byName: Map<string, string>, { reading }: FormContext): void {
  const { languages, report } = reading;
  const place = cellPlace(row, 'type');
  const untranslated = languages.find((tag) => !(tag in OTHER));
  if (untranslated !== undefined)
    report.say(place, 'faulty', 'other.language', textAt(row, 'type'), { language: untranslated });
  const existing = options.find(({ id }) => id === 'other');
  report.say(place, 'otherwise', 'other.option', textAt(row, 'type'));
  if (existing) existing.specify = true;
  else
    options.push({
      id: 'other',
      label: Object.fromEntries(languages.map((tag) => [tag, OTHER[tag] ?? tag])),
      specify: true,
    });
  byName.set('other', 'other');
}

function territory(
  list: string,
  areas: readonly (readonly [string, string])[],
  choices: readonly Choice[],
): MadeQuestion {
  const own = new Set(areas.map(([id]) => id));
  const options = choices.filter(({ id }) => !own.has(id));
  const names = new Map([...own].map((id) => [id, id] as const));
  for (const { name, id } of options) names.set(name, id);
  return {
    json: {
      kind: 'territory',
      list,
      options: options.map(({ id, label, isSpecified }) => ({ id, label, ...(isSpecified && { specify: true }) })),
    },
    item: { kind: 'single', options: names, decimals: 0 },
  };
}

/** ConstraintBounds where a number says none. */
const USUAL = { least: 0, most: 1_000_000, decimals: 2 };

export function numberQuestion(row: TableRow, type: string, context: FormContext): MadeQuestion {
  const { report } = context.reading;
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
    report.say(cellPlace(row, 'constraint'), 'otherwise', 'number.bounds', textAt(row, 'constraint'), {
      least: min ?? USUAL.least,
      most: max ?? USUAL.most,
    });
  if (ofRange && ofRange.step !== step)
    report.say(cellPlace(row, 'parameters'), 'otherwise', 'number.step', textAt(row, 'parameters'));
  const unit = wholeTexts(row, 'our-unit', context.reading);
  const isUnknown = yesAt(row, 'our-unknown') === true;
  return {
    json: {
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
    [...textAt(row, 'parameters').matchAll(/(\w+)\s*=\s*(-?[\d.]+)/g)].map(([, key, value]) => [key, Number(value)]),
  );
  return { start: written.get('start') ?? 1, end: written.get('end') ?? 10, step: written.get('step') ?? 1 };
}

function decimalsOf(row: TableRow, type: string, step: number | undefined): number {
  const written = textAt(row, 'our-decimals');
  if (/^[0-6]$/.test(written)) return Number(written);
  if (step !== undefined) return Math.min(6, String(step).split('.')[1]?.length ?? 0);
  return type === 'decimal' ? USUAL.decimals : 0;
}

/** Bytes of a text that says none, and lines of a long one. */
const TEXT = { bytes: 1_000, lines: 4, mostBytes: 16_384 };

export function textQuestion(row: TableRow, context: FormContext): MadeQuestion {
  const { report } = context.reading;
  orderOf(row, context, false);
  const bounds = boundsOf(row, context);
  const written = Number(cellAt(row, 'our-bytes')?.text ?? Number.NaN);
  const maxBytes = Number.isInteger(written)
    ? written
    : bounds.longest === undefined
      ? TEXT.bytes
      : Math.min(TEXT.mostBytes, bounds.longest * 2);
  if (bounds.longest !== undefined && !Number.isInteger(written))
    report.say(cellPlace(row, 'constraint'), 'otherwise', 'text.length', textAt(row, 'constraint'), {
      bytes: maxBytes,
    });
  const lines = Number(textAt(row, 'our-lines') || Number.NaN);
  const isLong = /\bmultiline\b/.test(textAt(row, 'appearance'));
  const isPersonal = yesAt(row, 'our-personal') !== false;
  const consent = textsAt(row, 'our-consent', context.reading) && wholeTexts(row, 'our-consent', context.reading);
  return {
    json: {
      kind: 'text',
      maxBytes,
      ...(Number.isInteger(lines) ? { lines } : isLong && { lines: TEXT.lines }),
      ...(isPersonal && { personal: true }),
      ...(consent && { consent }),
    },
    item: { kind: 'text', options: NO_OPTIONS, decimals: 0 },
  };
}

/** Reads the constraint; what it says beyond bounds is left to decide. */
function boundsOf(row: TableRow, { reading, lists }: FormContext): ConstraintBounds {
  const written = textAt(row, 'constraint');
  const place = cellPlace(row, 'constraint');
  if (written === '') return { exclusive: [] };
  const read = readConstraint(written, textAt(row, 'name'));
  const beyond = (what: string): ConstraintBounds => {
    reading.report.say(place, 'to-decide', 'constraint.beyond', written, { what });
    return { exclusive: [] };
  };
  if (read.kind === 'beyond') return beyond(read.what);
  const select = selectIn(textAt(row, 'type'));
  const { bounds } = read;
  const saysNumber = [bounds.atLeast, bounds.atMost, bounds.above, bounds.below].some((bound) => bound !== undefined);
  const saysCount = bounds.leastChosen !== undefined || bounds.mostChosen !== undefined || bounds.exclusive.length > 0;
  const isText = /^(text|string)$/i.test(textAt(row, 'type'));
  if (
    select
      ? saysNumber || bounds.longest !== undefined || !select.isMultiple
      : isText
        ? saysNumber || saysCount
        : saysCount || bounds.longest !== undefined
  )
    return beyond(written);
  const unknown = bounds.exclusive.find(
    (name) => !lists.get(select?.list ?? '')?.some((choice) => choice.name === name),
  );
  if (unknown !== undefined)
    reading.report.say(place, 'faulty', 'condition.option', written, { what: unknown, of: textAt(row, 'name') });
  return bounds;
}
