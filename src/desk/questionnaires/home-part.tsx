import { useState } from 'preact/hooks';
import { type HomeChoice, homeReply } from '../../wire/organiser/survey-reply.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';

interface HomePartProps {
  readonly survey: string;
  readonly home: HomeChoice;
  readonly onChange: () => void;
}

/** Shows which survey the site's bare address opens, and lets the organiser choose this one. */
export function HomePart({ survey, home, onChange }: HomePartProps) {
  const { client, words } = useSite();
  const { home: text } = words.desk.questionnaires;
  const [failed, setFailed] = useState<Parameters<typeof CallFailure>[0]['called']>();
  const isThis = home.survey === survey;
  const says = isThis ? text.this : home.survey === null ? text.none : text.other;
  const choose = async () => {
    const called = await client.change(
      'POST',
      '/api/organiser/home',
      { body: { survey: isThis ? null : survey } },
      homeReply,
    );
    if (called.kind === 'ok') onChange();
    else setFailed(called);
  };
  return (
    <div class="stack home">
      <p>
        {says(`${location.origin}/`)} {home.isFixed ? text.fixed : null}
      </p>
      {home.isFixed ? null : (
        <button type="button" class="secondary" onClick={() => void choose()}>
          {isThis ? text.leave : text.choose}
        </button>
      )}
      {failed ? <CallFailure called={failed} /> : null}
    </div>
  );
}
