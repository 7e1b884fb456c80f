import { useState } from 'preact/hooks';
import { CHANNEL } from '../../core/survey/channel-id.ts';
import { Button } from '../../ui/elements/button.tsx';
import { DataForm, textFields, textGiven } from '../parts/data-form.tsx';
import { useSite } from '../parts/desk-context.ts';
import { type FieldValues, type FormField, missing } from '../parts/fields.tsx';
import { noticeIn } from './notice-form.tsx';
import { slugOf } from './slug.ts';
import { writtenJson } from './text-list.ts';
import type { TextsProps } from './use-survey-files.ts';

/** The channels that the notice declares, one more or another name for one, and the name that is printed with their codes. */
export function ChannelsForm({ texts, languages }: TextsProps) {
  const { words } = useSite();
  const { questionnaires: text } = words.desk;
  /** The id of the channel to rename; empty for a new one. */
  const [edited, setEdited] = useState<string>();
  const notice = noticeIn(texts);
  if (!notice) return <p class="help">{text.noticeFirst}</p>;
  const channels = notice.channels ?? [];
  const idIn = (given: FieldValues) => edited || given.id || slugOf(given[`label ${languages[0]}`] ?? '');
  const fields = textFields('label', channels.find(({ id }) => id === edited)?.label ?? {}, languages, {
    labelOf: (language) =>
      languages.length === 1 ? text.channelName : text.channelLabel(words.languageName(language)),
    fault: missing(text.missing),
  });
  const idField: FormField = {
    name: 'id',
    label: text.channelId,
    isCode: true,
    fault: (_, given) => {
      if (!CHANNEL.test(idIn(given))) return text.idWrong;
      return channels.some(({ id }) => id === idIn(given)) ? text.channelTaken : undefined;
    },
  };
  const save = (given: FieldValues) => {
    const channel = { id: idIn(given), label: textGiven(given, 'label', languages) };
    const next = edited ? channels.map((one) => (one.id === edited ? channel : one)) : [...channels, channel];
    return texts.save('notice.json', writtenJson({ ...notice, channels: next }));
  };
  return (
    <>
      <ul class="channel-list lines">
        {channels.map(({ id, label }) => (
          <li key={id}>
            <span>
              {words.of(label)} <code>{id}</code>
            </span>
            <Button
              label={text.rename}
              class="quiet"
              aria-label={`${text.rename} ${words.of(label)}`}
              onClick={() => setEdited(id)}
            />
          </li>
        ))}
      </ul>
      {edited === undefined ? (
        <Button label={text.addChannel} onClick={() => setEdited('')} />
      ) : (
        <DataForm
          class="fields"
          key={edited}
          fields={edited === '' ? [...fields, idField] : fields}
          submit={texts.of === 'draft' ? text.keepChannel : text.publishChannel}
          save={save}
          onDone={() => setEdited(undefined)}
          onCancel={() => setEdited(undefined)}
        />
      )}
      {texts.of === 'published' ? (
        <DataForm
          key={notice.short}
          class="fields"
          fields={[{ name: 'short', label: text.short, help: text.shortHelp, isCode: true, value: notice.short }]}
          submit={text.publishShort}
          isSecondary
          save={({ short = '' }) =>
            texts.save('notice.json', writtenJson({ ...notice, short: slugOf(short) || short || undefined }))
          }
        />
      ) : null}
    </>
  );
}
