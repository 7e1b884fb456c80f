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
  const { aloud } = written;
  return {
    emblems: drawEmblems(emblemsOf([...profiles, ...before.filter(({ id }) => !ids.has(id))], written)),
    words: Object.fromEntries(
      Object.entries(written.words ?? {}).flatMap(([key, texts]) =>
        texts?.[language] === undefined ? [] : [[key, texts[language]]],
      ),
    ),
    ...(aloud && { aloud: spokenIn(language, aloud) }),
    rules: Object.fromEntries(profiles.map(({ id, sentence }) => [id, sentence[language] ?? ''])),
    changes: Object.fromEntries(facts.flatMap(changesOf).map(([what, text]) => [what, text[language] ?? ''])),
    ...crossedIn(language, written),
  };
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

function crossedIn(language: string, { profiles = {} }: PresentationFile): Pick<Presentation, 'crossed'> {
  const crossed = Object.entries(profiles).flatMap(([id, look]) => {
    const name = look.crossed?.[language];
    return name === undefined ? [] : [[id, name] as const];
  });
  return crossed.length > 0 ? { crossed: Object.fromEntries(crossed) } : {};
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
