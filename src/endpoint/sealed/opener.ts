import * as v from 'valibot';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { recipientsOn } from '../../core/survey/sealing-keys.ts';
import { isPair, privateKeyOf } from '../../sealing/key-pair.ts';
import { openSealed, type PrivateKeys, type UnsealOutcome } from '../../sealing/open-sealed.ts';
import { sealedEnvelopeSchema } from '../../wire/sealed.ts';
import { CannotStart } from '../process/cannot-start.ts';
import { type KeySettings, privateHalf, readKeptKeys } from './key-file.ts';

/** Opens a sealed envelope; `undefined` for a value that is not one. */
export type Opener = (item: unknown) => Promise<UnsealOutcome | undefined>;

export function openerOf(keys: PrivateKeys): Opener {
  return async (item) => {
    if (typeof item !== 'object' || item === null || !('sealed' in item)) return undefined;
    const envelope = v.safeParse(sealedEnvelopeSchema, item, { abortEarly: true });
    return envelope.success ? openSealed(envelope.output, keys) : undefined;
  };
}

/** The notice tells what tablets seal to. */
type SealedSurvey = { readonly id: string; readonly notice?: Survey['notice'] | undefined };
type Seals = ReadonlyMap<string, { readonly current: SealedSurvey }>;

/** Returns the private keys for a survey that is published at run time; `undefined` if one that its tablets seal to is not proven. */
export async function keysForSurvey(
  settings: KeySettings,
  survey: SealedSurvey,
  today: string,
): Promise<PrivateKeys | undefined> {
  if (!survey.notice?.sealing) return new Map();
  try {
    return await provenKeys(settings, new Map([[survey.id, { current: survey }]]), today);
  } catch (error) {
    if (error instanceof CannotStart) return undefined;
    throw error;
  }
}

/**
 * Reads and tests the private keys of the data folder: each must open a probe. A survey needs one that opens what its tablets seal
 * today, and a reserve that has opened one. Untested keys have lost whole surveys. Throws `CannotStart`, with instructions.
 */
export async function provenKeys(settings: KeySettings, surveys: Seals, today: string): Promise<PrivateKeys> {
  const kept = await readKeptKeys(settings.dataDir);
  const keys = new Map<string, NonNullable<Awaited<ReturnType<typeof privateKeyOf>>>>();
  for (const one of kept) {
    const half = privateHalf(one, settings);
    if (half === undefined) continue;
    const key = await privateKeyOf(half);
    if (!key || !(await isPair(one, key)))
      throw new CannotStart(`the key ${one.id} does not open what is sealed to it`);
    keys.set(one.id, key);
  }
  for (const [survey, { current }] of surveys) {
    const sealing = current.notice?.sealing;
    const recipients = sealing ? recipientsOn(sealing, today) : [];
    for (const { id, holder } of recipients) {
      if (holder === 'opener' && !recipients.some((one) => keys.has(one.id)))
        throw new CannotStart(
          `${survey} seals to the key ${id}, whose private half is not in ${settings.dataDir}: put back the sealing-keys.json that has it, or the reserve with keys restore FILE`,
        );
      if (holder === 'backup' && !keys.has(id) && !kept.some((one) => one.id === id && one.provenOn !== undefined))
        throw new CannotStart(
          `${survey} seals to the key ${id}, which was never seen to open anything: keys prove FILE, with the file of its private half`,
        );
    }
  }
  return keys;
}
