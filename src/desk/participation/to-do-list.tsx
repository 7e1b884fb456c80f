import { useEffect } from 'preact/hooks';
import * as v from 'valibot';
import { targetsOf } from '../../core/results/population.ts';
import { toSettle } from '../../dossier/to-settle.ts';
import { Button } from '../../ui/elements/button.tsx';
import { dossierReply } from '../../wire/organiser/dossier-reply.ts';
import { commentsPageSchema } from '../../wire/organiser/moderation.ts';
import { crossingReply, flagsReply } from '../../wire/organiser/organiser-reply.ts';
import type { Called } from '../calls/desk-client.ts';
import { useCalled } from '../calls/use-called.ts';
import { completeOn } from '../conducting/last-day.ts';
import { respondentsIn } from '../coverage/respondents-in.ts';
import { countQuery } from '../parts/counted.tsx';
import { addressTo, type Page, type SitePage, type TakeCounts } from '../parts/desk-address.ts';
import { type Desk, may, mayEverything, useDesk } from '../parts/desk-context.ts';
import { stratumName } from '../parts/item-name.ts';
import { byCode, settlingText } from '../words/settling-words.ts';
import { type ToDo, type ToDoFacts, toDo } from './to-do.ts';

interface ToDoListProps {
  /** What the page has read already. */
  readonly known: Pick<ToDoFacts, 'today' | 'participation' | 'closedFrom' | 'finalOn' | 'isFinalMade'> & {
    readonly targets: Targets;
  };
  /** Takes what the tabs show too. */
  readonly onCounts: TakeCounts;
}

type Targets = Readonly<Record<string, number>>;

export function ToDoList({ known, onCounts }: ToDoListProps) {
  const desk = useDesk();
  const { client, survey, words } = desk;
  const { toDo: text } = words.desk.participation;
  // Once for each visit: flags are found by reading every response.
  const more = useCalled((signal) => readMore(desk, known.targets, signal), [client, survey.id, desk.withToday]);
  const found = more.called?.kind === 'ok' ? more.called.value : { facts: {}, isWhole: true };
  const lines = toDo({ ...known, ...found.facts });
  const { toRead, flags, settling } = found.facts;
  const today = completeOn(known.participation, known.today);
  useEffect(() => {
    const open = flags?.filter((one) => one.responses > one.setAside).length;
    onCounts({ moderating: toRead, quality: open, dossier: settling && byCode(settling).length, today });
  }, [toRead, flags, settling, today, onCounts]);
  return (
    <section aria-labelledby="to-do" class="to-do">
      <h2 id="to-do">{text.title}</h2>
      <ul class="lines">
        {lines.map((line) => {
          const { title, detail, page } = wordsOf(line, desk);
          return (
            <li key={`${line.kind}/${title}`} data-to-do={line.kind}>
              {page && may(desk, page === 'moderating' ? 'comments' : 'read') ? (
                <a href={addressTo(page, { s: survey.id })}>{title}</a>
              ) : (
                <b>{title}</b>
              )}
              {detail ? <span class="help">{detail}</span> : null}
            </li>
          );
        })}
      </ul>
      <p class="help">{text.version(RELEASE, words.number(survey.revision))}</p>
      {found.isWhole ? null : (
        <p class="help" role="status">
          {text.notWhole} <Button label={words.desk.again} class="quiet" onClick={more.again} />
        </p>
      )}
    </section>
  );
}

/** Returns the words of a line, and the page where it is done; there is none for what the host does. */
function wordsOf(
  line: ToDo,
  desk: Pick<Desk, 'survey' | 'words' | 'me'>,
): { readonly title: string; readonly detail: string; readonly page?: Page | SitePage } {
  const { words } = desk;
  const { toDo: text } = words.desk.participation;
  const { number, date } = words;
  const aboutBackup = mayEverything(desk) ? text.makeBackup(desk.me.program) : text.tellHost;
  const finalOn = 'finalOn' in line && line.finalOn ? text.finalOn(date(line.finalOn)) : '';
  switch (line.kind) {
    case 'last-day': {
      const { cameOnLastDay, notPublishedAfter: detail } = words.desk.conducting;
      const title = cameOnLastDay(number(line.responses), line.responses, line.day && date(line.day));
      return { title, detail, page: 'conducting' };
    }
    case 'settling': {
      const { place, ...said } = settlingText(line.same, words);
      return { ...said, page: place === 'notice' ? 'survey' : 'dossier' };
    }
    case 'comments':
      return { title: text.comments(number(line.texts), line.texts), detail: text.commentsWhy, page: 'moderating' };
    case 'flags': {
      const detail = text.flagsWhy(number(line.responses), line.responses);
      return { title: text.flags(number(line.flags), line.flags), detail, page: 'quality' };
    }
    case 'erased': {
      const detail = text.erasedWhy(number(line.responses), line.responses, number(line.of));
      return { title: text.erased(date(line.day)), detail, page: 'quality' };
    }
    case 'targets': {
      const detail = words.desk.coverage.inviteNext(line.next.map((id) => stratumName(desk, id)).join(', '));
      return { title: text.targets(number(line.missing), line.missing), detail, page: 'inviting' };
    }
    case 'backup':
      return { title: text.backup(line.days), detail: `${text.backupWhy(date(line.day))} ${aboutBackup}` };
    case 'no-backup':
      return { title: text.noBackup, detail: `${text.noBackupWhy} ${aboutBackup}` };
    case 'closing': {
      const detail = `${text.inDays(line.days)} ${finalOn}`;
      return { title: text.closing(date(line.lastDay)), detail, page: 'conducting' };
    }
    case 'closed':
      return { title: text.closed(date(line.since)), detail: finalOn, page: 'conducting' };
    case 'no-closing':
      return { title: text.noClosing, detail: text.noClosingWhy, page: 'conducting' };
  }
}

const healthReply = v.object({ backedUpThrough: v.nullable(v.string()) });

interface Found {
  readonly facts: Partial<ToDoFacts>;
  /** Whether all of it could be read. */
  readonly isWhole: boolean;
}

async function readMore(desk: Desk, targets: Targets, signal: AbortSignal): Promise<Called<Found>> {
  const { client, survey } = desk;
  const { id, stratum = '' } = survey;
  const strata = survey.question.get(stratum)?.choices.map((one) => one.id) ?? [];
  const query = countQuery(desk, { rows: stratum, columns: stratum });
  const comments = `/api/organiser/comments/${id}${countQuery(desk, { state: 'discarded' })}`;
  const [health, flags, texts, counts, dossier] = await Promise.all([
    client.get('/api/health', healthReply, signal),
    client.get(`/api/organiser/flags/${id}${countQuery(desk)}`, flagsReply, signal),
    // Texts that were discarded are gone: the counts come without any text.
    may(desk, 'comments') ? client.get(comments, commentsPageSchema, signal) : undefined,
    Object.keys(targets).length > 0 && strata.length > 0
      ? client.get(`/api/organiser/crossings/${id}${query}`, crossingReply, signal)
      : undefined,
    client.get(`/api/organiser/dossier/${id}`, dossierReply, signal),
  ]);
  return {
    kind: 'ok',
    value: {
      facts: {
        ...(health.kind === 'ok' && { backedUpThrough: health.value.backedUpThrough }),
        ...(flags.kind === 'ok' && { flags: flags.value.flags }),
        ...(dossier.kind === 'ok' && { settling: toSettle(survey.notice, dossier.value) }),
        ...(texts?.kind === 'ok' && { toRead: texts.value.counts['to-read'] }),
        ...(counts?.kind === 'ok' && {
          reached: targetsOf(strata, targets, (one) => respondentsIn(counts.value, one).n),
        }),
      },
      isWhole: [health, flags, texts, counts, dossier].every((called) => called === undefined || called.kind === 'ok'),
    },
  };
}
