import { parsed } from './text-list.ts';
import { currentRevision, type SurveyTexts } from './use-survey-files.ts';

type Texts = Readonly<Record<string, string>>;

/** What nearly every notice says. Who is responsible, their officer and the legal basis are only known to the organiser. */
const PROPOSED: Readonly<Record<string, Texts>> = {
  recipients: {
    fr: 'Les personnes qui conduisent cette enquête, et l’hébergeur du service.',
    en: 'The people who conduct this survey, and the host of the service.',
  },
  rights: {
    fr: 'Accès, rectification, effacement, limitation et opposition, avec le code de reçu ou à l’adresse de contact.',
    en: 'Access, rectification, erasure, restriction and objection, with the receipt code or at the contact address.',
  },
  complaint: {
    fr: 'La CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, www.cnil.fr',
    en: 'The CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, France, www.cnil.fr',
  },
  consequence: { fr: 'Ne pas répondre n’a aucune conséquence.', en: 'Not answering has no consequence.' },
};

/** The text that the form shows in an empty field of a first notice; the purpose is what the opening says. */
export function proposedNotice(field: string, { files }: Pick<SurveyTexts, 'files'>): Texts {
  if (field !== 'purpose') return PROPOSED[field] ?? {};
  const { opening } = Object(parsed(files.get(`${currentRevision(files.keys())}.json`)));
  return Object(opening?.why);
}
