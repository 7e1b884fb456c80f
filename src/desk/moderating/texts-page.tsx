import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import { saveFile } from '../../ui/elements/save-file.ts';
import { type OpenText, textsPageSchema } from '../../wire/organiser/moderation.ts';
import { csvFile } from '../exporting/csv-file.ts';
import { useCall } from '../parts/call-failure.tsx';
import { addressTo } from '../parts/desk-address.ts';
import { may, useDesk } from '../parts/desk-context.ts';
import { nameOfItem } from '../parts/item-name.ts';
import { StatusNote, useStatusText } from '../parts/status-note.tsx';
import { CommentText } from './comment-text.tsx';
import { suspects } from './suspects.ts';
import { useDecision } from './use-decision.ts';

const FILTERS = ['all', 'toRead', 'published', 'forYou', 'hidden'] as const;
type Filter = (typeof FILTERS)[number];

/** Shows what people wrote below one question, without anything else of them: read, searched, hidden, exported, and published where they agree. */
export function TextsPage({ item }: { readonly item: string }) {
  const desk = useDesk();
  const { survey, words, me } = desk;
  const { texts: text, ...moderating } = words.desk.moderating;
  const [wanted, setWanted] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const [hidden, hide] = useHidden(survey.id);
  const { texts, next, more, decided, failure } = useTexts(item);
  const [statusText, setStatusText] = useStatusText();
  const filterOf = ({ key, state }: OpenText): Filter => {
    if (hidden.has(key)) return 'hidden';
    return state === null ? 'forYou' : state === 'to-read' ? 'toRead' : 'published';
  };
  const isIn = (one: OpenText, list: Filter) => (list === 'all' ? !hidden.has(one.key) : filterOf(one) === list);
  const lower = wanted.trim().toLowerCase();
  const shown = texts.filter((one) => isIn(one, filter) && one.text.toLowerCase().includes(lower));
  const consent = survey.questionOfItem.get(item);
  const name = nameOfItem(desk, item);
  const mayCount = may(desk, 'read');
  const home = mayCount ? 'questions' : 'moderating';
  return (
    <>
      <p class="small">
        <a href={addressTo(home, { s: survey.id })}>{words.desk.pages[home]}</a>
      </p>
      <h1 tabIndex={-1}>{name}</h1>
      <p class="help">{text.lead(words.date(me.today))}</p>
      <div class="row">
        <label>
          <span class="unseen">{text.search}</span>
          <input
            type="search"
            placeholder={text.search}
            value={wanted}
            onInput={({ currentTarget }) => setWanted(currentTarget.value)}
          />
        </label>
        {FILTERS.map((one) => (
          <button key={one} type="button" class="pill" aria-pressed={filter === one} onClick={() => setFilter(one)}>
            {text.filters[one]}
            {/* A token that may not read counts gets none. */}
            {mayCount && next === null ? ` ${words.number(texts.filter((each) => isIn(each, one)).length)}` : ''}
          </button>
        ))}
        <Button
          label={text.save}
          disabled={next !== null || texts.length === 0}
          onClick={() => saveFile(csvFile([[name], ...texts.map((one) => [one.text])]), `${survey.id}.${item}.csv`)}
        />
      </div>
      <StatusNote text={statusText} />
      {failure}
      {shown.length === 0 && next === null ? <p>{text.none}</p> : null}
      <ul class="flags lines">
        {shown.map((one) => (
          <TextRow
            key={one.key}
            one={one}
            item={item}
            isHidden={hidden.has(one.key)}
            onHide={() => hide(one.key)}
            onDone={(what) => {
              setStatusText(what);
              if (what === moderating.done.publish) decided(one.key);
            }}
          />
        ))}
      </ul>
      {more ? <Button label={moderating.further} onClick={more} /> : null}
      <p class="help">
        {consent?.kind === 'text' && consent.consent ? text.asked(words.of(consent.consent)) : text.notAsked}
      </p>
      <p class="help">{moderating.kindsHelp}</p>
    </>
  );
}

interface TextRowProps {
  readonly one: OpenText;
  readonly item: string;
  readonly isHidden: boolean;
  readonly onHide: () => void;
  readonly onDone: (statusText: string) => void;
}

function TextRow({ one, item, isHidden, onHide, onDone }: TextRowProps) {
  const { words } = useDesk();
  const { texts: text, acts, states, published } = words.desk.moderating;
  const state = one.state ?? 'to-read';
  const { decide, isBusy, failure } = useDecision({ ...one, item, language: '', state }, onDone);
  const id = `text-${one.key}`;
  const consent = state === 'to-read' ? text.agreed : one.published ? published : states[state];
  return (
    <li class="moderated">
      <CommentText id={id} text={one.text} language="" suspects={suspects(one.text)} />
      <p class="help">{one.state === null ? text.forYou : consent}</p>
      <div class="row">
        {one.state === 'to-read' ? (
          <Button label={acts.publish} disabled={isBusy} aria-describedby={id} onClick={() => void decide('publish')} />
        ) : null}
        <Button label={isHidden ? text.show : text.hide} aria-describedby={id} onClick={onHide} />
      </div>
      {failure}
    </li>
  );
}

/** So many texts are read by themselves; the others when they are asked for. */
const MOST = 1_000;

function useTexts(item: string) {
  const { client, survey } = useDesk();
  const { run, failed, failure } = useCall();
  const [texts, setTexts] = useState<readonly OpenText[]>([]);
  const [next, setNext] = useState<string | null>();
  const load = async () => {
    const query = new URLSearchParams({ item, ...(next && { after: next }) });
    const page = await run(client.get(`/api/organiser/texts/${survey.id}?${query}`, textsPageSchema));
    if (!page) return;
    setTexts([...texts, ...page.texts]);
    setNext(page.next);
  };
  useEffect(() => {
    if (next !== null && texts.length < MOST) void load();
  }, [next]);
  const decided = (key: string) =>
    setTexts(texts.map((one) => (one.key === key ? { ...one, state: 'publishable' } : one)));
  const more = next !== null && (failed || texts.length >= MOST) ? () => void load() : undefined;
  return { texts, next, more, decided, failure };
}

/** The keys of texts that this browser does not show; the export has them. */
function useHidden(survey: string): readonly [ReadonlySet<string>, (key: string) => void] {
  const name = `barometre-hidden-${survey}`;
  const [hidden, setHidden] = useState(() => new Set((localStorage.getItem(name) ?? '').split(' ')));
  const hide = (key: string) => {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    localStorage.setItem(name, [...next].join(' '));
    setHidden(next);
  };
  return [hidden, hide];
}
