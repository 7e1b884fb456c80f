import { cleanText, cutToBytes } from '../../core/answering/clean-text.ts';
import { utf8Length } from '../../core/answering/text-check.ts';
import { CONSENT, OTHER_TEXT_BYTES } from '../../core/survey/questionnaire.ts';
import { Reviewed } from '../texts/reviewed.tsx';
import { controlStrings } from '../words/control-words.ts';
import choices from './choice.module.css';
import { type ControlProps, TITLE_ID } from './control-props.ts';
import styles from './field.module.css';

/** From this share of the bound on, the page says what is left. */
const NEAR = 0.8;

export function Text(props: ControlProps<'text'>) {
  const { question, answers, words, onAnswer, describedBy, invalid } = props;
  const answer = answers[question.id];
  const text = typeof answer === 'string' ? answer : '';
  const bytes = utf8Length(text);
  const near = bytes >= question.maxBytes * NEAR;
  const field = {
    id: question.id,
    name: question.id,
    class: styles.text,
    defaultValue: text,
    autocomplete: 'off',
    // One may write in another language than the page's.
    dir: 'auto' as const,
    'aria-labelledby': TITLE_ID,
    'aria-describedby': [describedBy, near ? 'bytes-left' : ''].filter(Boolean).join(' ') || undefined,
    'aria-invalid': invalid,
    onInput: (event: { readonly currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      const kept = cutToBytes(event.currentTarget.value, question.maxBytes);
      if (kept !== event.currentTarget.value) event.currentTarget.value = kept;
      onAnswer(question.id, () => cleanText(kept), 'typing');
    },
  };
  return (
    <>
      {question.lines ? <textarea {...field} rows={question.lines} /> : <input type="text" {...field} />}
      <p id="bytes-left" class={`aside ${styles.note}`} {...words.inUi} aria-live="polite">
        {near &&
          controlStrings(words.uiLanguage)['question.bytes-left'](
            Math.max(0, Math.floor((question.maxBytes - bytes) / 10) * 10),
          )}
      </p>
      <Consent {...props} />
    </>
  );
}

/** The box by which a text may be published. Nothing is consented to until it is ticked, nor while the text is blank. */
function Consent({ question, answers, words, onAnswer }: ControlProps<'text'>) {
  const { consent, consentItem: item } = question;
  if (!consent || !item) return null;
  return (
    <Reviewed words={words} text={consent}>
      {(spoken) => (
        <label class={choices.choice}>
          <input
            type="checkbox"
            name={item}
            value={CONSENT}
            checked={answers[item] === CONSENT}
            onChange={({ currentTarget: box }) => onAnswer(item, () => (box.checked ? CONSENT : undefined), 'marked')}
          />
          <span>{spoken.of(consent)}</span>
        </label>
      )}
    </Reviewed>
  );
}

/** The text opened by an option that asks to be specified. */
export function OtherText({ question, answers, words, onAnswer }: ControlProps) {
  const item = question.otherItem;
  if (!item) return null;
  const text = answers[item];
  return (
    <label class={styles.other}>
      <span {...words.inUi}>{words.ui['question.specify']}</span>
      <input
        type="text"
        name={item}
        dir="auto"
        autocomplete="off"
        defaultValue={typeof text === 'string' ? text : ''}
        onInput={(event) => {
          const field = event.currentTarget;
          const kept = cutToBytes(field.value, OTHER_TEXT_BYTES);
          if (kept !== field.value) field.value = kept;
          onAnswer(item, () => cleanText(kept), 'typing');
        }}
      />
    </label>
  );
}
