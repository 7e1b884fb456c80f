import { expect, test } from 'vitest';
import { freshJourney } from '../support/journeys.ts';
import { onlyLong } from '../support/long.ts';
import { Author } from './author.ts';

type Language = 'fr' | 'en';
type Kind = 'table' | 'quiz';

/** What an author may be asked, from a text file to a survey that is online, on pages that are read once they are whole. */
const MOST = { acts: 40, words: 300, refusals: 1 };

/** Twelve questions as one writes them in a letter. Each has the answers of its list. */
const QUESTIONS: Readonly<Record<Language, readonly (readonly [text: string, ...answers: readonly string[]])[]>> = {
  fr: [
    ['À quelle distance de la mairie habitez-vous ?', 'Moins de 500 m', 'Entre 500 m et 2 km', 'Plus loin'],
    ['Comment venez-vous ?', 'À pied', 'À vélo', 'En voiture', 'En bus'],
    ['Venez-vous souvent ?', 'Chaque semaine', 'Chaque mois', 'Rarement'],
    ['Que venez-vous faire ? (plusieurs réponses)', 'Des papiers', 'La bibliothèque', 'Le marché'],
    ['Combien de jours par semaine passez-vous devant ? (de 0 à 7)'],
    ['L’accueil est-il facile à trouver ?', 'Oui', 'Non', 'Je ne sais pas'],
    ['Les horaires vous vont-ils ?', 'Oui', 'Non', 'Je ne sais pas'],
    ['Préférez-vous écrire ou venir ?', 'Écrire', 'Venir', 'Cela dépend'],
    ['Avez-vous attendu la dernière fois ?', 'Pas du tout', 'Un peu', 'Longtemps'],
    ['Avez-vous obtenu une réponse ?', 'Oui', 'Non', 'En partie'],
    ['Reviendrez-vous ?', 'Oui', 'Non', 'Je ne sais pas'],
    ['Que changeriez-vous en premier ?'],
  ],
  en: [
    ['How far from the town hall do you live?', 'Less than 500 m', 'Between 500 m and 2 km', 'Farther'],
    ['How do you come?', 'On foot', 'By bike', 'By car', 'By bus'],
    ['Do you come often?', 'Every week', 'Every month', 'Rarely'],
    ['What do you come for? (several answers)', 'Papers', 'The library', 'The market'],
    ['How many days a week do you pass it? (from 0 to 7)'],
    ['Is the reception easy to find?', 'Yes', 'No', 'I don’t know'],
    ['Do the opening hours suit you?', 'Yes', 'No', 'I don’t know'],
    ['Do you prefer to write or to come?', 'To write', 'To come', 'It depends'],
    ['Did you wait the last time?', 'Not at all', 'A little', 'A long time'],
    ['Did you get an answer?', 'Yes', 'No', 'In part'],
    ['Will you come back?', 'Yes', 'No', 'I don’t know'],
    ['What would you change first?'],
  ],
};
const SAYS = {
  fr: { title: 'Venir à la mairie', who: 'Mairie de Saint-Exemple, 1 place du Marché', channel: 'Affiche du hall' },
  en: {
    title: 'Coming to the town hall',
    who: 'Town hall of Exampleton, 1 Market Square',
    channel: 'Poster in the hall',
  },
};
const PROFILES = { fr: ['Voisins', 'Pressés', 'Lointains'], en: ['Neighbours', 'Hurried', 'Faraway'] };

const journey = freshJourney({ SURVEYS_DIR: '' }, { hasWorker: false });

test.each<[Language, Kind]>([
  ['fr', 'table'],
  ...onlyLong<[Language, Kind]>([
    ['fr', 'quiz'],
    ['en', 'table'],
    ['en', 'quiz'],
  ]),
])(
  'twelve questions and three profiles go from a text file to a live survey, in %s by a %s',
  async (language, kind) => {
    const { page } = await journey.openVisit({ locale: language === 'fr' ? 'fr-FR' : 'en-GB' });
    await page.setViewportSize({ width: 1366, height: 900 });
    const id = `${language}-${kind}`;
    const survey = { questions: QUESTIONS[language], profiles: PROFILES[language], decides: ['q1', 'q3', 'q8'] };
    const author = new Author(page, language, { id, ...SAYS[language], ...survey });
    await author.publish(kind, `${journey.network.url}/organisateur?lang=${language}`, journey.folder);
    const online = await fetch(`${journey.network.url}/surveys/${id}/1.${language}.json`).then((file) => file.json());
    expect(online.typology.profiles).toHaveLength(3);
    const { acts, typed, refusals, words } = author;
    console.info(
      `${language}, ${kind}: ${acts} acts, ${typed} words typed, ${words.count} to read, ${refusals} refused`,
    );
    expect(acts).toBeLessThanOrEqual(MOST.acts);
    expect(refusals).toBeLessThanOrEqual(MOST.refusals);
    expect(words.count, words.list.join('\n')).toBeLessThanOrEqual(MOST.words);
  },
);
