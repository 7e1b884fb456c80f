import { useEffect } from 'preact/hooks';
import { makeCapsule } from '../../../wire/capsule.ts';
import { codeOfSecret } from '../../../wire/receipt-code.ts';
import type { Results } from '../../../wire/results.ts';
import { hrefTo } from '../../address/routes.ts';
import { ContactForm } from '../../contact/contact-form.tsx';
import { useAsync } from '../../elements/use-async.ts';
import { whenIdle } from '../../elements/when-idle.ts';
import { fetchPastStudy } from '../../past/fetch-past.ts';
import { messageWith } from '../../picture/picture-words.ts';
import type { ShareOrder } from '../../picture/share-order.ts';
import { ShareSheet } from '../../picture/share-sheet.tsx';
import { LEAST, pictureOf, type ShareOutcome, shareAtOnce } from '../../picture/sharing.ts';
import type { ProfileReading } from '../../profile/card-reading.ts';
import type { CardSource } from '../../profile/card-source.ts';
import { type ErasureOutcome, Receipt } from '../../receipt/receipt.tsx';
import { ReceiptStrip } from '../../receipt/receipt-strip.tsx';
import type { Session } from '../../state/session.ts';
import { obstacleInWords } from '../../state/status-messages.ts';
import { usePublication } from '../../state/use-publication.ts';
import { Folded } from '../../tables/folded.tsx';
import { Reviewed } from '../../texts/reviewed.tsx';
import { sharingWords } from '../../words/sharing-words.ts';
import { AmongOthers } from './among-others.tsx';
import type { Panel } from './card-actions.tsx';
import { Carry } from './carry.tsx';
import { DeliveryNote } from './delivery-note.tsx';
import { Erased } from './erased.tsx';
import { LossPart } from './loss.tsx';

export { DeliveryNote, Erased, LossPart, obstacleInWords, sharingWords };

/** The results are those that this page knows. */
export interface PartsProps extends Pick<ShareOrder, 'words' | 'survey' | 'presentation' | 'results'> {
  readonly session: Session;
  readonly source: CardSource;
  readonly reading: ProfileReading | undefined;
  readonly onResults: (results: Results) => void;
  readonly onErased: (erasure: ErasureOutcome) => void;
}

/** Compares the card with other respondents: first by the stored results, then by those of the network. */
export function ComparisonPart({ session, words, survey, source, reading, results, onResults }: PartsProps) {
  const [publication] = usePublication(session.device.results, survey.id, session.device.moved);
  const past = useAsync(() => fetchPastStudy(survey.id), [survey.id]);
  useEffect(() => {
    if (publication.kind === 'read') onResults(publication.published);
  }, [publication]);
  if (!reading) return null;
  return (
    <AmongOthers
      words={words}
      survey={survey}
      results={results}
      isKept={publication.kind === 'read' && publication.isKept}
      stratum={source.stratum}
      reading={reading}
      past={past}
    />
  );
}

/** `undefined` for a survey without profiles: there is no picture then. */
function shareOrder({ session, words, survey, source, reading, presentation, results }: PartsProps) {
  if (!reading) return undefined;
  // A card that is kept has its stratum alone.
  const answers = source.interview?.outcome.value?.answers ?? { [survey.stratum ?? '']: source.stratum ?? '' };
  const order: ShareOrder = { words, survey, entry: session.entry, reading, presentation, answers, results };
  return order;
}

/** In the tap that asks for it. */
export async function share(given: PartsProps): Promise<ShareOutcome> {
  const order = shareOrder(given);
  return order ? shareAtOnce(order) : 'unable';
}

interface CaptionProps extends PartsProps {
  /** The outcome of the last sharing. */
  readonly outcome: ShareOutcome | undefined;
}

/** Below *Partager*: the words that go with the picture, then what became of them. The picture is drawn before it is asked for. */
export function CaptionPart({ outcome, ...given }: CaptionProps) {
  const order = shareOrder(given);
  const text = given.words.sharing;
  useEffect(() => {
    if (order) void whenIdle(1000).then(() => pictureOf(order, LEAST));
  }, [given.results, given.presentation, given.reading]);
  if (!order) return null;
  const isSaid = outcome === 'shared' || outcome === 'cancelled';
  const unnamed = given.reading?.outcome === 'open' ? ` ${text['share.unnamed']}` : '';
  return <>{isSaid ? text[`share.${outcome}`] : text['share.with'](messageWith(order)) + unnamed}</>;
}

interface PanelProps extends PartsProps {
  readonly panel: Panel;
  readonly onClose: () => void;
}

/** Shows the panel that a tap below the head of the card opens. */
export function PanelPart({ panel, onClose, ...given }: PanelProps) {
  const { words, survey, source } = given;
  const order = shareOrder(given);
  if (!order) return null;
  if (panel !== 'carry') return <ShareSheet order={order} isPictureWanted={panel === 'picture'} onClose={onClose} />;
  const capsule = makeCapsule(survey, source.facts);
  return (
    <>
      <Carry words={words} capsule={capsule} origin={location.origin} mode={source.mode} isAimed />
      {source.mode === 'field' && (
        // The code on the screen's first page, while a camera is at hand: few look further down first.
        <p>
          {words.sharing['receipt.title']}
          <br />
          <b>{codeOfSecret(source.secret)}</b>
          <br />
          {words.sharing['receipt.field']}
        </p>
      )}
    </>
  );
}

/** The receipt, and the ways a card is kept. A shared tablet keeps no receipt: it is in sight there until the next person. */
export function KeepingPart({ session, words, survey, source, reading, onErased }: PartsProps) {
  const { origin } = location;
  const text = words.sharing;
  const isField = source.mode === 'field';
  const { notice } = survey;
  const retention = notice?.retention.contacts;
  const code = codeOfSecret(source.secret);
  // Nothing of a preview is sent, that a receipt or an address would go with.
  if (session.device.keeps === 'preview') return <PaperRows {...{ session, words, source }} />;
  return (
    <>
      <Folded summary={<h3>{text['receipt.title']}</h3>} answer={`${code.slice(0, 9)}-…`} isOpen={isField}>
        <Receipt
          words={words}
          secret={source.secret}
          origin={origin}
          mode={source.mode}
          erase={() => session.device.finished.erase(source.id, source.secret)}
          onErased={onErased}
        />
      </Folded>
      {reading && (
        <Folded summary={<h3>{text['carry.title']}</h3>}>
          <Carry words={words} capsule={makeCapsule(survey, source.facts)} origin={origin} mode={source.mode} />
        </Folded>
      )}
      {notice && retention !== undefined && !isField ? (
        <Folded summary={<h3>{text['contact.title']}</h3>}>
          <Reviewed words={words} text={notice.rights}>
            {(spoken) => (
              <div class="stack" {...spoken.inUi}>
                <ContactForm
                  {...{ notice, retention }}
                  device={session.device}
                  survey={survey.id}
                  words={sharingWords(spoken)}
                />
              </div>
            )}
          </Reviewed>
        </Folded>
      ) : null}
      <PaperRows {...{ session, words, source }} />
    </>
  );
}

/** Offers what one takes along on paper: the card and, while this page has them, the answers. */
function PaperRows({ session, words, source }: Pick<PartsProps, 'session' | 'words' | 'source'>) {
  const text = words.sharing;
  return (
    <>
      {source.mode === 'field' && <p class="aside">{text['copy.field']}</p>}
      {source.mode === 'self' && source.interview && !session.edition.value.file.uncopied && (
        <div class="fold-row">
          <a href={hrefTo({ screen: 'card', id: 'copy' })}>
            {text['copy.title']}
            <span>{text['copy.how']}</span>
          </a>
        </div>
      )}
      <div class="fold-row">
        <button type="button" onClick={() => print()}>
          {text['print.button']}
          <span>{text['print.how']}</span>
        </button>
      </div>
    </>
  );
}

/** Printed below the card. */
export function StripPart({ words, survey, source }: Pick<PartsProps, 'words' | 'survey' | 'source'>) {
  return (
    <div class="paper-only">
      <ReceiptStrip words={words} survey={survey} secret={source.secret} />
    </div>
  );
}
