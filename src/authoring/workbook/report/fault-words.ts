import type { Fault } from '../../../core/survey/fault.ts';
import { words as fr } from '../../../words/compiled/faults/fr/faults.mjs';
import { inReportLanguages, type ReportText } from './sentences.ts';

type Sentences = Readonly<Record<string, string | ((...values: string[]) => string)>>;

/** Sentences that say what is wrong with a survey file, by code, with the values of the fault in their order. English is in the core. */
const SENTENCES: Readonly<Record<string, Sentences>> = { fr };

/** Says a fault in the languages of reports; quotes what only English has a sentence for. */
export function faultText({ code, values = [], reason }: Fault): ReportText {
  return inReportLanguages((language) => {
    const sentences = SENTENCES[language];
    const own = code && sentences?.[code];
    const sentence = own ?? sentences?.other ?? reason;
    return typeof sentence === 'string' ? sentence : sentence(...(own ? values : [reason]).map(String));
  });
}
