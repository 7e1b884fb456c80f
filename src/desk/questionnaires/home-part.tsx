import { type HomeChoice, homeReply } from '../../wire/organiser/survey-reply.ts';
import { useCall } from '../parts/call-failure.tsx';
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
  const { run, failure } = useCall();
  const isThis = home.survey === survey;
  const says = isThis ? text.this : home.survey === null ? text.none : text.other;
  const choose = async () => {
    if (await run(client.post('/api/organiser/home', { survey: isThis ? null : survey }, homeReply))) onChange();
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
      {failure}
    </div>
  );
}
