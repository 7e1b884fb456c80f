import type { Survey } from '../../../core/survey/questionnaire.ts';
import type { FactValues } from '../../../core/typology/facts.ts';
import { isImpossible } from '../../../core/typology/impossible.ts';
import { classify, type Nearest } from '../../../core/typology/typology.ts';
import { factsOfCapsule, openCapsule } from '../../../wire/capsule.ts';

/** Why a capsule gives no card. Each is a calm explanation, never a wrong card. */
export type NoCard = 'broken' | 'later-version' | 'unknown-survey' | 'unknown-revision' | 'unreachable';

export interface OpenedCard {
  readonly kind: 'card';
  readonly survey: Survey;
  readonly facts: FactValues;
  readonly nearest: Nearest;
}

/** Finds a survey as it was at that revision: on the device, else on the network. */
export type FindSurvey = (
  survey: string,
  revision: number,
) => Promise<Survey | 'unknown-survey' | 'unknown-revision' | 'unreachable'>;

export async function openCard(
  text: string,
  find: FindSurvey,
): Promise<OpenedCard | { readonly kind: 'none'; readonly why: NoCard }> {
  const capsule = openCapsule(text);
  if (capsule.kind !== 'capsule') return { kind: 'none', why: capsule.kind };
  const survey = await find(capsule.survey, capsule.revision);
  if (typeof survey === 'string') return { kind: 'none', why: survey };
  const facts = factsOfCapsule(survey, capsule);
  // The check symbol is no signature: someone may have made a capsule by hand for facts that no answers can give.
  if (!facts || !survey.typology || isImpossible(survey.typology, facts)) return { kind: 'none', why: 'broken' };
  const nearest = classify(survey, facts);
  return nearest.kind === 'profile' ? { kind: 'card', survey, facts, nearest } : { kind: 'none', why: 'broken' };
}
