import type { Survey } from '../../core/survey/questionnaire.ts';
import { tallyLeft } from '../kept/day-tally.ts';
import type { Claim, Draft, OpenedDevice } from '../port/device.ts';
import type { Inside } from '../sending.ts';

export interface ClearDeviceParts {
  readonly device: OpenedDevice;
  readonly inside: Inside;
  readonly survey: Survey;
  readonly now: () => number;
}

/**
 * The device of a shared tablet whose survey has no keys. Answers are stored in clear until they are sent, as the page says. An abandoned
 * interview is not offered to the next person, and is sent as a partial if the survey collects those.
 */
export function clearDevice({ device, inside, survey, now }: ClearDeviceParts): OpenedDevice {
  const saving = new Map<string, Promise<unknown>>();

  async function leave(id: string): Promise<void> {
    await saving.get(id);
    const drafts = await device.drafts.list();
    // What cannot be read now is closed at the next start; until then it is not offered to anyone here.
    if (drafts.kind === 'unread') return;
    const draft = drafts.value.find((one) => one.id === id);
    if (draft) await closeInClear({ device, inside, survey, now }, draft);
  }

  return {
    ...device,
    get keeps() {
      return device.keeps;
    },
    drafts: {
      ...device.drafts,
      list: async () => NONE,
      save(draft, durability) {
        const saved = device.drafts.save(draft, durability);
        saving.set(draft.id, saved);
        return saved;
      },
      claim: async (id, options) => onRelease(await device.drafts.claim(id, options), () => void leave(id)),
    },
    // What someone finished here on their own, before the day began, is not listed.
    finished: { ...device.finished, list: async () => NONE },
  };
}

/** Acts once an interview is let go, too. */
export function onRelease(claim: Claim | 'other-tab', act: () => void): Claim | 'other-tab' {
  if (claim === 'other-tab') return claim;
  return {
    release() {
      claim.release();
      act();
    },
  };
}

/** On a shared tablet, whatever is there. */
const NONE = { kind: 'done', value: [] } as const;

/** Also closes interrupted interviews, since their owner is unknown, but not those that another tab holds. */
export async function closeAbandoned(parts: ClearDeviceParts): Promise<void> {
  const drafts = await parts.device.drafts.list();
  // At the next start, then.
  if (drafts.kind === 'unread') return;
  for (const draft of drafts.value) {
    if (draft.mode !== 'field' || draft.survey !== parts.survey.id) continue;
    const claim = await parts.device.drafts.claim(draft.id, { take: false, onLost() {} });
    if (claim === 'other-tab') continue;
    await closeInClear(parts, draft);
    claim.release();
  }
}

async function closeInClear({ device, inside, survey, now }: ClearDeviceParts, draft: Draft): Promise<void> {
  if (draft.revision === survey.revision) await device.snapshot(draft, survey);
  await inside.database.write(['drafts', 'days'], async (tx) => {
    if (!(await tx.get('drafts', draft.id))) return;
    tx.remove('drafts', draft.id);
    await tallyLeft(tx, now());
  });
}
