import {
  emblemsOf,
  type Presentation,
  type PresentationFile,
  type SpokenProfiles,
} from '../core/survey/presentation.ts';
import type { LocalText } from '../core/survey/survey-parts.ts';
import type { Fact, Typology } from '../core/survey/typology-schema.ts';
import { drawEmblems } from '../ui/emblems/emblem-shapes.ts';

/** Returns what a phone loads of a presentation. `before`: profiles of earlier revisions, whose cards may still be opened. */
export function presentationIn(
  language: string,
  written: PresentationFile,
  { typology, facts }: { readonly typology?: Typology | undefined; readonly facts: readonly Fact[] },
  before: readonly { readonly id: string }[] = [],
): Presentation {
  const profiles = typology?.profiles ?? [];
  const ids = new Set(profiles.map(({ id }) => id));
  const { aloud, profiles: looks = {} } = written;
  return {
    emblems: drawEmblems(emblemsOf([...profiles, ...before.filter(({ id }) => !ids.has(id))], written)),
    words: inLanguage(language, written.words ?? {}),
    ...(written.speakers && {
      speakers: Object.fromEntries(
        Object.entries(written.speakers).map(([answer, texts]) => [answer, inLanguage(language, texts)]),
      ),
    }),
    ...(aloud && { aloud: spokenIn(language, aloud) }),
    rules: Object.fromEntries(profiles.map(({ id, sentence }) => [id, sentence[language] ?? ''])),
    changes: Object.fromEntries(facts.flatMap(changesOf).map(([what, text]) => [what, text[language] ?? ''])),
    crossed: inLanguage(language, Object.fromEntries(Object.entries(looks).map(([id, look]) => [id, look.crossed]))),
    deciding: inLanguage(language, written.deciding ?? {}),
  };
}

function inLanguage(language: string, texts: Readonly<Record<string, LocalText | undefined>>) {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) => (text?.[language] === undefined ? [] : [[key, text[language]]])),
  );
}

function changesOf(fact: Fact): readonly (readonly [string, LocalText])[] {
  const under = (path: string, texts: Readonly<Record<string, LocalText>>) =>
    Object.entries(texts).map(([what, text]) => [`${path}.${what}`, text] as const);
  switch (fact.kind) {
    case 'flag':
    case 'count':
      return under(fact.id, fact.ifChanged);
    case 'category':
      return fact.cases.map(({ id, ifChanged }) => [`${fact.id}.${id}`, ifChanged] as const);
    case 'set':
      return fact.members.flatMap(({ id, ifChanged }) => under(`${fact.id}.${id}`, ifChanged));
  }
}

function spokenIn(language: string, { proposed, profiles }: NonNullable<PresentationFile['aloud']>): SpokenProfiles {
  return {
    ...(proposed && { proposed }),
    profiles: Object.fromEntries(
      Object.entries(profiles).map(([id, sentences]) => [
        id,
        sentences.flatMap(({ says, needs }) => (says[language] === undefined ? [] : [{ says: says[language], needs }])),
      ]),
    ),
  };
}
