import { Bill } from '../../ui/emblems/bill.tsx';
import { usePresentation } from '../../ui/presentation/use-presentation.ts';
import { addressTo } from '../parts/desk-address.ts';
import { controllerText, useDesk } from '../parts/desk-context.ts';
import { Paper } from '../parts/paper.tsx';
import { posterAddress } from './invitation-link.ts';
import './poster.css';

interface PosterProps {
  readonly channel: string | null;
  /** A4, a slide, or a sheet of two cards. */
  readonly paper: 'poster' | 'slide' | 'card';
}

export function Poster({ paper, channel }: PosterProps) {
  const desk = useDesk();
  const { survey, words } = desk;
  const { inviting: text } = words.desk;
  const language = survey.languages.find((one) => one === words.language) ?? survey.languages[0] ?? 'fr';
  const { question = words.of(survey.title) } = usePresentation(survey, language).words;
  const sheet = (
    <Bill
      {...{ question, words, ...posterAddress(desk, channel) }}
      isUpright={paper === 'poster'}
      language={language}
      profiles={survey.typology?.profiles ?? []}
      label={text.qr(channel ?? text.noChannel)}
    >
      <b>{text.posterScan}</b>
      <p>{text.minutes(survey.opening.minutes)}</p>
      <p>{controllerText(desk)}</p>
    </Bill>
  );
  const back = addressTo('inviting', { s: survey.id, c: channel ?? undefined });
  return (
    <Paper kind={paper} title={text[paper]} back={back} backLabel={text.back}>
      {sheet}
      {paper === 'card' && sheet}
    </Paper>
  );
}
