import * as v from 'valibot';
import { type Fault, schemaFaults } from '../survey/fault.ts';
import { type Notice, noticeSchema } from '../survey/notice.ts';
import { languageFaults } from './language-check.ts';

type NoticeCheck =
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] };

/** Refuses a notice that is not complete in every language of its survey. */
export function checkNotice(json: unknown, languages: readonly string[]): NoticeCheck {
  const parsed = v.safeParse(noticeSchema, json);
  const faults = parsed.success ? languageFaults(parsed.output, languages) : schemaFaults(parsed.issues);
  return parsed.success && faults.length === 0 ? { kind: 'notice', notice: parsed.output } : { kind: 'faulty', faults };
}
