import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { Json } from '../form/form-context.ts';
import type { Table } from '../report/table.ts';
import type { DecisionColumn } from './decision-column.ts';
import { languagesWithoutTemplates, made, textIn } from './default-sentences.ts';
import type { TypologyContext } from './typology-context.ts';

/** The profile as the survey has it, with its exact sentence. */
export function profileOf(
  { id, column, texts, requires }: DecisionColumn,
  table: Table,
  { reading, rows }: TypologyContext,
): Json {
  const { languages, report } = reading;
  const place = { sheet: table.sheet, row: table.headRow, column: column.place };
  const name = texts.get('name');
  const spoken = texts.get('said');
  const rule = texts.get('rule');
  const sentence = rule ?? spoken;
  if (rule && spoken && Object.keys(requires).length === 0)
    report.say(place, 'dropped', 'profile.said', Object.values(spoken)[0] ?? id);
  for (const [written, key] of [
    [name, 'name'],
    [spoken, 'said'],
    [rule, 'rule'],
  ] as const)
    for (const tag of written ? languages : [])
      if (written && !(tag in written))
        report.say(place, 'faulty', 'profile.text', Object.values(written)[0] ?? id, { key, language: tag });
  // A head that is no id is the name.
  if (!name && id === column.written) report.say(place, 'advice', 'profile.name', column.written);
  if (name && id !== column.written) report.say(place, 'otherwise', 'name.changed', column.written, { id });
  if (!sentence) {
    const [untranslated] = languagesWithoutTemplates(languages);
    if (untranslated === undefined) report.say(place, 'advice', 'profile.sentence', id);
    else report.say(place, 'faulty', 'profile.language', column.written, { language: untranslated });
  }
  const profile: Json = {
    id,
    name: name ?? Object.fromEntries(languages.map((tag) => [tag, column.written])),
    sentence: sentence ?? sentenceOf(requires, languages),
    requires,
  };
  const [first] = table.rows;
  if (first) rows.set(profile, first);
  return profile;
}

function sentenceOf(requires: Readonly<Record<string, Json>>, languages: readonly string[]): LocalText {
  return made(languages, (_, tag) => {
    const parts = Object.values(requires).map(({ says }) => textIn(says as LocalText, tag));
    return parts.length > 0 ? `${parts.join(' ; ')}.` : '…';
  });
}

/** How profiles look, for `presentation.json`. */
export function looksOf(
  profiles: readonly DecisionColumn[],
  table: Table,
  { reading }: TypologyContext,
): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    profiles.flatMap(({ id, texts, column }) => {
      const emblem = Object.values(texts.get('emblem') ?? {})[0];
      const hue = Object.values(texts.get('hue') ?? {})[0];
      const place = { sheet: table.sheet, row: table.headRow, column: column.place };
      if (hue !== undefined && !Number.isFinite(Number(hue))) reading.report.say(place, 'faulty', 'profile.hue', hue);
      const look: Json = {
        ...(emblem !== undefined && { emblem: /^m/i.test(emblem) && /\d/.test(emblem) ? emblem.split('\n') : emblem }),
        ...(hue !== undefined && { hue: Number(hue) }),
      };
      return Object.keys(look).length > 0 ? [[id, look]] : [];
    }),
  );
}

/**
 * What one says aloud, where the sheet has both an exact sentence, `(rule)`, and one to be said. A card shows it where all criteria of the
 * profile agree. A quiz has no criteria to agree.
 */
export function aloudOf(profiles: readonly DecisionColumn[]): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    profiles.flatMap(({ id, texts, requires }) => {
      const says = texts.get('said');
      const needs = Object.keys(requires);
      return says && texts.get('rule') && needs.length > 0 ? [[id, [{ says, needs }] as unknown as Json]] : [];
    }),
  );
}
