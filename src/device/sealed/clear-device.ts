import type { Survey } from '../../core/survey/questionnaire.ts';
import type { Draft, OpenedDevice } from '../port/device.ts';
import type { Inside } from '../sending.ts';
import { tally } from '../tablet/day-tally.ts';

export interface ClearDeviceParts {
  readonly device: OpenedDevice;
  readonly inside: Inside;
  readonly survey: Survey;
  readonly now: () => number;
}

/**
 * The device of a shared tablet whose survey has no keys. What is given lies in clear until it has left, as the page says; but
 * whoever leaves is offered to nobody, and is counted as a partial where the survey counts those.
 */
export function clearDevice({ device, inside, survey, now }: ClearDeviceParts): OpenedDevice {
  const saving = new Map<string, Promise<unknown>>();

  async function leave(id: string): Promise<void> {
    await saving.get(id);
    const draft = (await device.drafts.list()).find((one) => one.id === id);
    if (draft) await letGoInClear({ device, inside, survey, now }, draft);
  }

  return {
    ...device,
    get keeps() {
      return device.keeps;
    },
    drafts: {
      ...device.drafts,
      list: async () => [],
      save(draft) {
        const saved = device.drafts.save(draft);
        saving.set(draft.id, saved);
        return saved;
      },
      async claim(id, options) {
        const claim = await device.drafts.claim(id, options);
        if (claim === 'other-tab') return claim;
        return {
          release() {
            claim.release();
            void leave(id);
          },
        };
      },
    },
    // Of someone who answered here on their own, before the day began.
    finished: { ...device.finished, list: async () => [] },
  };
}

/** Those that were cut off, too: nobody can say whose they are. Not those that another tab holds. */
export async function letGoOfAll(parts: ClearDeviceParts): Promise<void> {
  for (const draft of await parts.device.drafts.list()) {
    if (draft.mode !== 'field' || draft.survey !== parts.survey.id) continue;
    const claim = await parts.device.drafts.claim(draft.id, { take: false, onLost() {} });
    if (claim === 'other-tab') continue;
    await letGoInClear(parts, draft);
    claim.release();
  }
}

async function letGoInClear({ device, inside, survey, now }: ClearDeviceParts, draft: Draft): Promise<void> {
  if (draft.revision === survey.revision) await device.snapshot(draft, survey);
  await inside.database.write(['drafts', 'days'], async (tx) => {
    if (!(await tx.get('drafts', draft.id))) return;
    tx.remove('drafts', draft.id);
    await tally(tx, 'left', now());
  });
}
