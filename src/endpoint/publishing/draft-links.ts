import { hash, randomBytes } from 'node:crypto';
import { daysAfter } from '../../wire/day.ts';
import type { Storage } from '../storage/storage.ts';
import type { SurveyRecord } from '../storage/survey-storage.ts';
import type { PublisherParts } from './check-draft.ts';
import type { ChangeRequest, PublishingOutcome, SurveyChanges } from './survey-changes.ts';
import { previewing } from './survey-decisions.ts';
import { type Asker, readKeptSet } from './upload/kept-files.ts';

/** In bytes. */
const SECRET = 16;
/** How long a link opens a draft. */
const PREVIEW_DAYS = 7;

export function draftLinks(
  { storage, reading, today }: Pick<PublisherParts, 'storage' | 'reading' | 'today'>,
  { change }: Pick<SurveyChanges, 'change'>,
) {
  return {
    /** Makes a link that opens the draft, in place of the one before. */
    async preview(asked: ChangeRequest): Promise<PublishingOutcome> {
      const secret = randomBytes(SECRET).toString('base64url');
      const until = daysAfter(today(), PREVIEW_DAYS);
      const link = { digest: hash('sha256', secret, 'hex'), until, by: asked.by };
      const outcome = await change(asked, (kept) => previewing(kept, link));
      return outcome.kind === 'done' ? { ...outcome, link: { secret, until } } : outcome;
    },
    endPreview: (asked: ChangeRequest) => change(asked, (kept) => previewing(kept, undefined)),
    /** Reads the draft that a link opens; nothing where the secret is wrong, or its link has ended. */
    async previewed(secret: string) {
      const digest = hash('sha256', secret, 'hex');
      const kept = (await storage.keptSurveys()).find((one) => one.draft?.preview?.digest === digest);
      if (!kept?.draft?.preview || kept.draft.preview.until < today()) return undefined;
      return await readKeptSet(storage, reading('preview'), kept.survey, kept.draft, false, kept.draft);
    },
    /** Reads the draft of a survey as a phone would load it; nothing where there is none. */
    async draft(survey: string, asker: Asker) {
      const draft = (await storage.keptSurvey(survey))?.draft ?? undefined;
      return draft && (await readKeptSet(storage, reading('preview'), survey, draft, false, asker));
    },
  };
}

/** Ends every link to a draft that a token has made, since its holder may still have them. */
export async function endPreviewsOf(
  storage: Pick<Storage, 'keptSurveys' | 'keptSurvey' | 'changeSurvey'>,
  by: string,
): Promise<void> {
  const isTheirs = (kept: SurveyRecord | undefined) => kept?.draft?.preview?.by === by;
  for (const { survey } of (await storage.keptSurveys()).filter(isTheirs)) {
    // Somebody may be changing the draft: it is read again until the link is gone.
    for (;;) {
      const kept = await storage.keptSurvey(survey);
      const ended = kept && isTheirs(kept) ? previewing(kept, undefined) : undefined;
      if (ended?.kind !== 'change' || (await storage.changeSurvey(ended.change))) break;
    }
  }
}
