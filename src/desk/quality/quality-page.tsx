import { asideReply, participationReply, refusedReply } from '../../wire/organiser/organiser-reply.ts';
import { manyErased } from '../participation/to-do.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { countQuery } from '../parts/counted.tsx';
import { may, useDesk } from '../parts/desk-context.ts';
import { NumberTable } from '../parts/number-table.tsx';
import { StatusNote, useStatusText } from '../parts/status-note.tsx';
import { useGet } from '../parts/use-get.ts';
import { wordFor } from '../words/desk-words.ts';
import { AsideList } from './aside-list.tsx';
import { EraseByCode } from './erase-by-code.tsx';
import { FlagList } from './flag-list.tsx';

/** What deserves a look: flagged, set aside, refused. */
export function QualityPage() {
  const desk = useDesk();
  const { survey, words } = desk;
  const { quality: text } = words.desk;
  const { toDo } = words.desk.participation;
  const [statusText, setStatusText] = useStatusText();
  const aside = useGet(`/api/organiser/set-aside/${survey.id}`, asideReply);
  const counts = useGet(`/api/organiser/participation/${survey.id}${countQuery(desk)}`, participationReply);
  // The consequences are shown when they are known; nothing waits for them.
  const counted = counts.called?.kind === 'ok' ? counts.called.value.counted : undefined;
  const erased = counts.called?.kind === 'ok' ? manyErased(counts.called.value) : [];
  const countAgain = () => {
    aside.again();
    counts.again();
  };
  const done = (what: string) => {
    setStatusText(what);
    countAgain();
  };
  return (
    <>
      <h1 tabIndex={-1}>{words.desk.pages.quality}</h1>
      <p>{text.lead}</p>
      <StatusNote text={statusText} />
      {erased.length > 0 ? (
        <ul class="notice">
          {erased.map(({ day, responses, of }) => (
            <li key={day}>
              <b>{toDo.erased(words.date(day))}</b>{' '}
              {toDo.erasedWhy(words.number(responses), responses, words.number(of))}
            </li>
          ))}
        </ul>
      ) : null}
      <div class="halves">
        <FlagList counted={counted} onDone={done} />
        <AsideList aside={aside} counted={counted} onDone={done} />
        <RefusedTable />
        <section aria-labelledby="erasing">
          <h2 id="erasing">{text.erasing}</h2>
          <p>{text.erasingHelp}</p>
          {may(desk, 'decide') ? <EraseByCode onDone={countAgain} /> : null}
          <p>
            {/* In another tab, because the desk's session lasts as long as its tab. */}
            <a href={`/${desk.isHome ? '' : `?s=${survey.id}`}#/receipt`} target="_blank" rel="noreferrer">
              {text.erasingLink}
            </a>
          </p>
        </section>
      </div>
    </>
  );
}

/** Codes of sealed envelopes that could not be decrypted here. */
const UNREAD: readonly string[] = ['sealed.unreadable', 'sealed.key-unknown'];

/** Shows envelopes refused for this survey, and those that name no survey. */
function RefusedTable() {
  const { survey, words } = useDesk();
  const { quality: text } = words.desk;
  const asked = useGet('/api/organiser/refused', refusedReply);
  return (
    <section aria-labelledby="refused">
      <h2 id="refused">{text.refused}</h2>
      <p>{text.refusedLead}</p>
      <CalledPart asked={asked}>
        {({ refused }) => {
          const ours = refused.filter((one) => one.survey === survey.id || one.survey === '');
          if (ours.length === 0) return <p>{text.refusedNone}</p>;
          const unread = ours
            .filter(({ code }) => UNREAD.includes(code))
            .reduce((sum, { envelopes }) => sum + envelopes, 0);
          return (
            <>
              {unread > 0 ? <p class="notice">{text.sealedUnread(words.number(unread), unread)}</p> : null}
              <NumberTable
                first={text.refusedWhy}
                numbers={[words.desk.participation.day, text.refusedCount]}
                rows={ours.map(({ day, code, survey: of, envelopes }) => ({
                  key: `${day}/${code}/${of}`,
                  name: wordFor(text.reasons, code) ?? code,
                  numbers: [words.date(day), words.number(envelopes)],
                }))}
              />
            </>
          );
        }}
      </CalledPart>
    </section>
  );
}
