import type { Presentation } from '../../core/survey/presentation.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import type { Fact, FactValues } from '../../core/survey/typology-schema.ts';
import { membersOf, numberOf } from '../../core/typology/fact-values.ts';
import { oneChangeFromAnother } from '../../core/typology/one-change.ts';
import type { ProfileName, ProfileReading } from './card-reading.ts';
import type { Voice } from './voice.ts';

export interface ChangesToOne {
  readonly profile: ProfileName;
  readonly sentences: readonly string[];
}

/** Additions and removals alike, under the profile they lead to, in the study's order. */
export function changesByProfile(
  { survey, facts: values }: ProfileReading,
  voice: Voice,
  said: Presentation['changes'] = {},
): readonly ChangesToOne[] {
  const { typology, facts } = survey;
  if (!typology) return [];
  const changes = oneChangeFromAnother(typology, facts, values);
  return typology.profiles.flatMap((profile) => {
    const sentences = changes
      .filter((change) => change.profile === profile.id)
      .flatMap(({ fact: id, to }) => {
        const fact = facts.find((one) => one.id === id);
        return fact
          ? [
              sayChange(fact, values, { ...values, [id]: to }, (what, text) =>
                text ? voice.of(text) : (said[what] ?? ''),
              ),
            ]
          : [];
      });
    const sentencesOfOne = [...new Set(sentences)];
    return sentencesOfOne.length > 0
      ? [{ profile: { id: profile.id, name: voice.of(profile.name) }, sentences: sentencesOfOne }]
      : [];
  });
}

/**
 * "Si un dispositif d'évaluation existait": the beginning of a sentence that the card ends with a profile. A survey file as phones
 * load it has no such sentence: they come with the presentation.
 */
function sayChange(
  fact: Fact,
  from: FactValues,
  to: FactValues,
  say: (what: string, text: LocalText | undefined) => string,
): string {
  const { id } = fact;
  switch (fact.kind) {
    case 'flag': {
      const what = to[id] === 'yes' ? 'yes' : 'no';
      return say(`${id}.${what}`, fact.ifChanged?.[what]);
    }
    case 'count': {
      const what = numberOf(to, id) > numberOf(from, id) ? 'more' : 'fewer';
      return say(`${id}.${what}`, fact.ifChanged?.[what]);
    }
    case 'category':
      return say(`${id}.${to[id]}`, fact.cases.find((one) => one.id === to[id])?.ifChanged);
    case 'set': {
      const before = membersOf(from, id);
      const after = membersOf(to, id);
      const moved = fact.members.find((member) => before.includes(member.id) !== after.includes(member.id));
      const what = after.length > before.length ? 'added' : 'removed';
      return say(`${id}.${moved?.id}.${what}`, moved?.ifChanged?.[what]);
    }
  }
}
