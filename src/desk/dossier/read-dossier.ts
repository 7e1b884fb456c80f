import { dossierOf } from '../../dossier/documents.ts';
import { toSettle } from '../../dossier/to-settle.ts';
import { dossierReply } from '../../wire/organiser/dossier-reply.ts';
import { loadSurvey } from '../calls/load-survey.ts';
import type { Desk } from '../parts/desk-context.ts';
import { byCode } from '../words/settling-words.ts';

export type OpenDossier = Extract<Awaited<ReturnType<typeof readDossier>>, { readonly kind: 'ok' }>['value'];

/** Fills the documents from the settings and from the survey in French, in which the law wants them. */
export async function readDossier({ client, survey, me }: Desk, signal: AbortSignal) {
  const [read, settings] = await Promise.all([
    loadSurvey(client, me.surveys.find(({ id }) => id === survey.id) ?? survey, 'fr', signal),
    client.get(`/api/organiser/dossier/${survey.id}`, dossierReply, signal),
  ]);
  if (read.kind !== 'ok') return read;
  if (settings.kind !== 'ok') return settings;
  const [french, reply] = [read.value, settings.value];
  const input = { survey: french, reply, presentation: french.uncopied ? { copy: false as const } : {} };
  const settling = byCode(toSettle(french.notice, reply));
  return { kind: 'ok' as const, value: { input, documents: dossierOf(input), settling } };
}
