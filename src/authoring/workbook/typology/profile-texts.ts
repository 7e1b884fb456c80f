import { modelText } from '../../../core/check/model-texts.ts';
import { textOrPlain } from '../../../core/language.ts';
import type { LocalText } from '../../../core/survey/survey-parts.ts';
import { inEach, type Table } from '../report/table.ts';
import { made, textIn } from './default-sentences.ts';
import type { DecisionColumn, TypologyContext } from './typology-context.ts';

/** Returns the profile as the survey has it, with its exact sentence. */
export function profileOf(
  { id, column, texts, requires }: DecisionColumn,
  table: Table,
  { reading, rows }: TypologyContext,
): object {
  const { languages } = reading;
  for (const key of ['name', 'said', 'rule']) {
    const written = texts.get(key);
    for (const language of languages)
      if (written && textOrPlain(written, language) === undefined) {
        const [first = id] = Object.values(written);
        table.say(column, 'otherwise', 'profile.text', first, { key, language });
        texts.set(key, { ...texts.get(key), [language]: modelText(first, first) });
      }
  }
  const [name, spoken, rule] = [texts.get('name'), texts.get('said'), texts.get('rule')];
  if (rule && spoken && Object.keys(requires).length === 0)
    table.say(column, 'dropped', 'profile.said', Object.values(spoken)[0] ?? id);
  // A head that is no id is the name.
  if (!name && id === column.written) table.say(column, 'advice', 'profile.name', column.written);
  if (name && id !== column.written) table.say(column, 'otherwise', 'name.changed', column.written, { id });
  const sentence = rule ?? spoken;
  if (!sentence) table.say(column, 'advice', 'profile.sentence', id);
  const profile = {
    id,
    name: name ?? inEach(column.written, reading),
    sentence: sentence ?? sentenceOf(requires, languages),
    requires,
  };
  const [first] = table.rows;
  if (first) rows.set(profile, first);
  return profile;
}

function sentenceOf(requires: DecisionColumn['requires'], languages: readonly string[]): LocalText {
  return made(languages, (_, tag) => {
    const parts = Object.values(requires).map(({ says }) => textIn(says, tag));
    return parts.length > 0 ? `${parts.join(' ; ')}.` : '…';
  });
}

/** Returns `presentation.json` with how profiles look and what one says aloud; `undefined` where the sheet says neither. */
export function presentationOf(columns: readonly DecisionColumn[], table: Table): object | undefined {
  const looks = columns.flatMap(({ id, texts, column }) => {
    const [emblem] = Object.values(texts.get('emblem') ?? {});
    const [hue] = Object.values(texts.get('hue') ?? {});
    if (hue !== undefined && !Number.isFinite(Number(hue))) table.say(column, 'faulty', 'profile.hue', hue);
    const look = {
      ...(emblem !== undefined && { emblem: /^m/i.test(emblem) && /\d/.test(emblem) ? emblem.split('\n') : emblem }),
      ...(hue !== undefined && { hue: Number(hue) }),
    };
    return Object.keys(look).length > 0 ? [[id, look]] : [];
  });
  // Where the sheet has both an exact sentence, `(rule)`, and one to be said, a card shows the latter if all criteria of the profile
  // agree. A quiz has no criteria to agree.
  const aloud = columns.flatMap(({ id, texts, requires }) => {
    const says = texts.get('said');
    const needs = Object.keys(requires);
    return says && texts.get('rule') && needs.length > 0 ? [[id, [{ says, needs }]]] : [];
  });
  if (looks.length === 0 && aloud.length === 0) return undefined;
  return {
    ...(looks.length > 0 && { profiles: Object.fromEntries(looks) }),
    ...(aloud.length > 0 && { aloud: { profiles: Object.fromEntries(aloud) } }),
  };
}
