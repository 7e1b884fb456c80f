import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import type { PublicKey } from '../../sealing/key-id.ts';
import { makePair } from '../../sealing/key-pair.ts';
import { recipientOf } from '../../sealing/seal.ts';
import type { SurveyKeyState } from '../../wire/organiser/survey-reply.ts';
import { jsonIn } from '../http/body.ts';
import { CannotStart } from '../process/cannot-start.ts';
import { changeKeptKeys, keepPair, readKeptKeys, withKeys } from '../sealed/key-file.ts';
import { StorageUnavailable } from '../storage/storage.ts';
import type { Amend } from './amending.ts';
import type { PublisherParts } from './check-draft.ts';
import { type ChangeRequest, type PublishingOutcome, refused } from './survey-changes.ts';

/** The keys to which the tablets of a survey seal. */
export function surveyKeys({ storage, settings, today, isHeldByFiles }: PublisherParts, amend: Amend) {
  return {
    async keys({ current: { id, notice } }: PublishedSurvey): Promise<SurveyKeyState> {
      const record = isHeldByFiles(id) ? undefined : await storage.keptSurvey(id);
      const kept = await readKeptKeys(settings.dataDir);
      const keys = (notice?.sealing?.keys ?? []).map((key) => {
        const { private: open, locked, provenOn = null } = kept.find((one) => one.id === key.id) ?? {};
        return { ...key, opensHere: (open ?? locked) !== undefined, provenOn };
      });
      const refusal = record ? (record.state === 'published' ? null : 'survey.not-published') : 'survey.held-by-files';
      return { version: record?.version ?? null, refusal, keys };
    },
    /** Makes the key that opens here, keeps it, and publishes both public halves in the notice, in force from today. */
    async makeKeys(asked: ChangeRequest, reserve: PublicKey): Promise<PublishingOutcome> {
      if (!asked.isHost) return refused('sealing.host-only');
      if (!(await recipientOf(reserve))) return refused('batch.unreadable');
      const { published } = (await storage.keptSurvey(asked.survey)) ?? {};
      const file = published?.files.find(({ path }) => path === 'notice.json');
      const notice = Object(jsonIn((file && (await storage.file(file.digest))) ?? new Uint8Array()));
      const opener = await makePair();
      const sealing = withKeys(notice.sealing?.keys ?? [], opener, reserve, today());
      const text = `${JSON.stringify({ ...notice, sealing }, null, 2)}\n`;
      try {
        // The check of the notice looks for the key in the data folder.
        await keepPair(settings, opener, reserve, today());
        const outcome = await amend(asked, new Map([['notice.json', new TextEncoder().encode(text)]]), false);
        if (outcome.kind === 'refused')
          await changeKeptKeys(settings.dataDir, (keys) => keys.filter(({ id }) => id !== opener.id));
        return outcome;
      } catch (error) {
        // A command changes the file of the keys too, or the disk is full.
        throw error instanceof CannotStart ? new StorageUnavailable(error.message, { cause: error }) : error;
      }
    },
  };
}
