import { useState } from 'preact/hooks';
import { CHANNEL } from '../../core/survey/channel-id.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';
import { type NoticeFile, noticeIn } from './notice-form.tsx';
import { slugOf } from './slug.ts';
import { writtenJson } from './text-list.ts';
import type { SurveyTexts } from './use-survey-files.ts';

interface ChannelsFormProps {
  readonly texts: SurveyTexts;
  readonly languages: readonly string[];
}

/** The channels that the notice declares, and one more or another name for one. */
export function ChannelsForm({ texts, languages }: ChannelsFormProps) {
  const { words } = useSite();
  const { questionnaires: text } = words.desk;
  /** The id of the channel to rename; empty for a new one. */
  const [edited, setEdited] = useState<string>();
  const [fault, setFault] = useState('');
  const [failed, setFailed] = useState<Parameters<typeof CallFailure>[0]['called']>();
  const notice = noticeIn(texts);
  if (!notice) return <p class="help">{text.noticeFirst}</p>;
  const channels = notice.channels ?? [];
  const submit = async (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const label = Object.fromEntries(
      languages.map((language) => [language, String(given.get(`label ${language}`) ?? '').trim()]),
    );
    const id = edited || String(given.get('id') ?? '').trim() || slugOf(Object.values(label)[0] ?? '');
    if (Object.values(label).some((one) => one === '')) return setFault(text.missing);
    if (!CHANNEL.test(id)) return setFault(text.idWrong);
    if (!edited && channels.some((one) => one.id === id)) return setFault(text.channelTaken);
    const next = edited
      ? channels.map((one) => (one.id === edited ? { id, label } : one))
      : [...channels, { id, label }];
    const called = await texts.save('notice.json', writtenJson({ ...notice, channels: next }));
    if (called.kind !== 'ok') return setFailed(called);
    setFailed(undefined);
    setEdited(undefined);
  };
  const editing = (id: string) => {
    setFault('');
    setEdited(id);
  };
  return (
    <>
      <ChannelList channels={channels} onRename={editing} />
      {edited === undefined ? (
        <button type="button" class="secondary" onClick={() => editing('')}>
          {text.addChannel}
        </button>
      ) : (
        <form class="fields" key={edited} onSubmit={(event) => void submit(event)} noValidate>
          {languages.map((language) => (
            <label key={language}>
              {languages.length === 1 ? text.channelName : text.channelLabel(words.languageName(language))}
              <input
                type="text"
                name={`label ${language}`}
                lang={language}
                defaultValue={channels.find(({ id }) => id === edited)?.label[language] ?? ''}
              />
            </label>
          ))}
          {edited === '' ? (
            <label>
              {text.channelId}
              <input type="text" name="id" autocapitalize="none" spellcheck={false} />
            </label>
          ) : null}
          {fault ? <p class="fault">{fault}</p> : null}
          {failed ? <CallFailure called={failed} /> : null}
          <div class="row">
            <button type="submit" class="primary">
              {texts.of === 'draft' ? text.keepChannel : text.publishChannel}
            </button>
            <button type="button" class="secondary" onClick={() => setEdited(undefined)}>
              {text.cancel}
            </button>
          </div>
        </form>
      )}
    </>
  );
}

interface ChannelListProps {
  readonly channels: NonNullable<NoticeFile['channels']>;
  readonly onRename: (id: string) => void;
}

function ChannelList({ channels, onRename }: ChannelListProps) {
  const { words } = useSite();
  const { rename } = words.desk.questionnaires;
  return (
    <ul class="channel-list lines">
      {channels.map(({ id, label }) => (
        <li key={id}>
          <span>
            {words.of(label)} <code>{id}</code>
          </span>
          <button type="button" class="quiet" aria-label={`${rename} ${words.of(label)}`} onClick={() => onRename(id)}>
            {rename}
          </button>
        </li>
      ))}
    </ul>
  );
}
