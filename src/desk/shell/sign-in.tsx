import { useRef, useState } from 'preact/hooks';
import { useWords } from '../parts/desk-context.ts';

interface SignInProps {
  /** Why one is here, where it is not for the first time. */
  readonly statusText?: string | undefined;
  readonly onToken: (token: string) => void;
}

export function SignIn({ statusText, onToken }: SignInProps) {
  const { desk } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [isEmpty, setIsEmpty] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const token = field.current?.value.trim() ?? '';
    setIsEmpty(token === '');
    if (token === '') field.current?.focus();
    else onToken(token);
  };
  return (
    <form class="sign-in stack" onSubmit={submit} noValidate>
      <h1>{desk.signIn.title}</h1>
      {statusText ? (
        <p role="alert" class="notice">
          {statusText}
        </p>
      ) : null}
      <label for="token" class="strong">
        {desk.signIn.label}
      </label>
      <input
        ref={field}
        id="token"
        type="password"
        autocomplete="off"
        spellcheck={false}
        aria-describedby={isEmpty ? 'token-fault token-help' : 'token-help'}
        aria-invalid={isEmpty}
      />
      {isEmpty ? (
        <p id="token-fault" class="fault">
          {desk.signIn.empty}
        </p>
      ) : null}
      <p id="token-help" class="help">
        {desk.signIn.help}
      </p>
      <button type="submit" class="primary">
        {desk.signIn.submit}
      </button>
      <p class="help">
        {desk.signIn.respondents} <a href="/">{desk.signIn.toSurvey}</a>
      </p>
    </form>
  );
}
