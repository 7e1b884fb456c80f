import type { OrganiserTexts, Passage } from '../core/survey/organiser-texts.ts';
import type { Survey } from '../core/survey/questionnaire.ts';

/*
 * The texts of a demonstration. They fit any survey: they are about means, habits and people, and each text of the organiser says that
 * it is invented.
 */

type Language = 'fr' | 'en';

/** The language of the texts that are shown in a language of a survey. */
export function languageOf(language: string | undefined): Language {
  return language === 'fr' ? 'fr' : 'en';
}

export const INVENTED_COMMENTS: Readonly<Record<Language, readonly string[]>> = {
  fr: [
    'Nous avançons, mais à deux personnes pour tout faire, chaque nouveau projet en retarde un autre.',
    'Ce qui nous manque le plus n’est pas l’argent, c’est du temps pour nous former.',
    'Les questions m’ont aidé à voir ce que nous n’avions jamais écrit noir sur blanc.',
    'Une partie des réponses dépend de collègues que je n’ai pas pu consulter avant de répondre.',
    'La mutualisation avec nos voisins a tout changé : seuls, nous n’aurions rien lancé.',
    'Il faudrait pouvoir répondre à plusieurs, chacun connaît un morceau du sujet.',
    'Le plus difficile a été de convaincre en interne, pas de choisir les outils.',
    'Nous attendons depuis deux ans un interlocuteur qui reste plus de six mois.',
    'Tout repose sur une seule personne. Si elle part, nous recommençons de zéro.',
    'Les aides existent, mais monter le dossier prend plus de temps que le projet.',
    'Beaucoup de bonne volonté, peu de méthode : nous commençons à peine à mesurer ce que nous faisons.',
    'Merci de publier les résultats par taille, les moyennes ne nous ressemblent pas.',
    'Nos usagers demandent surtout de la simplicité, et qu’un humain réponde au téléphone.',
    'Nous avons renoncé à un projet parce que personne ne pouvait en assurer le suivi.',
    'La formation des équipes est la seule dépense que nous ne regrettons jamais.',
    'Certaines notions demandent une définition : nous ne mettons pas tous la même chose derrière ces mots.',
    'Le travail avec les associations du territoire nous apporte plus que les appels à projets.',
    'Il y a ce qui est décidé, et ce qui est fait. L’écart se compte chez nous en années.',
    'Nous partageons nos documents avec qui les demande ; personne ne les a encore demandés.',
    'Le calendrier des subventions décide de nos priorités, pas l’inverse.',
    'Depuis que nous en parlons une fois par mois en réunion, les choses avancent.',
    'Questionnaire court et clair. J’aurais aimé une question sur ce que nous avons arrêté de faire.',
    'Les petites structures sont oubliées par presque tous les dispositifs.',
    'Nous serions prêts à raconter notre expérience, échecs compris.',
  ],
  en: [
    'We move on, but with two people for everything each new project delays another one.',
    'What we lack most is not money, it is time to train.',
    'The questions helped me to see what we had never written down.',
    'Some answers depend on colleagues whom I could not ask before answering.',
    'Sharing with our neighbours changed everything: alone we would not have started.',
    'Several people should be able to answer together, each of us knows a part.',
    'The hardest part was to convince people here, not to choose tools.',
    'Everything depends on one person. If she leaves, we start from scratch.',
    'There is help, but applying for it takes longer than the project.',
    'Much good will, little method: we have only begun to measure what we do.',
    'Please publish the results by size, averages do not look like us.',
    'People mostly ask for simplicity, and for a human on the telephone.',
    'We gave up a project because we had no one to look after it.',
    'Training is the one expense that we never regret.',
    'Some notions need a definition: these words do not mean the same to all of us.',
    'The calendar of grants decides our priorities, not the other way round.',
    'Since we talk about it once a month things have begun to move.',
    'A short and clear questionnaire. I would have liked a question on what we stopped doing.',
  ],
};

const WORDS = {
  fr: {
    by: 'Démonstration',
    note: 'Note inventée pour la démonstration : l’organisateur commente ici, sous une figure, ce qu’elle montre et ce qu’elle ne montre pas.',
    lessons: [
      'Ces enseignements sont inventés pour la démonstration. L’organisateur écrit ici, et signe, ce qu’il retient de l’enquête.',
      'Les moyens comptent moins que la continuité : là où la même personne suit le sujet depuis plusieurs années, les projets aboutissent.',
      'Les écarts entre groupes sont réels mais modestes. Ils disent des situations différentes, pas des mérites.',
    ],
    title: 'Entretien inventé : « nous avons commencé par une réunion par mois »',
    interview: [
      [
        'Comment tout cela a-t-il commencé ?',
        'Par une réunion par mois, sans ordre du jour. Personne n’avait de mandat, mais tout le monde avait un problème à raconter.',
      ],
      [
        'Qu’est-ce qui a été le plus difficile ?',
        'Garder le rythme. La première année, on annule une fois sur deux. La deuxième, les gens préviennent quand ils ne viennent pas.',
      ],
      [
        'Que referiez-vous autrement ?',
        'J’écrirais tout dès le premier jour, même mal. Nous avons perdu une année à nous rappeler ce que nous avions décidé.',
      ],
    ],
  },
  en: {
    by: 'Demonstration',
    note: 'A note invented for the demonstration: here the organiser comments, under a figure, on what it shows and what it does not show.',
    lessons: [
      'These lessons are invented for the demonstration. Here the organiser writes, and signs, what the survey has taught.',
      'Means count for less than continuity: projects succeed where the same person has followed the subject for years.',
      'Differences between groups are real but modest. They tell of different situations, not of merit.',
    ],
    title: 'An invented interview: “we began with one meeting a month”',
    interview: [
      [
        'How did all this begin?',
        'With one meeting a month and no agenda. We had no mandate, but each of us had a problem to tell.',
      ],
      [
        'What was the hardest part?',
        'To keep the rhythm. In the first year one cancels every second meeting. In the second, people say when they cannot come.',
      ],
      [
        'What would you do differently?',
        'I would write everything down from the first day, even badly. We lost a year in remembering what we had decided.',
      ],
    ],
  },
} as const satisfies Readonly<Record<Language, object>>;

/** The organiser's texts as a page of this language loads them: a note, lessons and one interview. */
export function inventTexts(survey: Survey, shown: string, on: string): OrganiserTexts {
  const language = languageOf(shown);
  const { by, note, lessons, title, interview } = WORDS[language];
  const figure = survey.questions.find(({ kind }) => kind === 'single' || kind === 'multiple');
  return {
    notes: figure ? { [figure.id]: { language, passages: [paragraph(note)] } } : {},
    lessons: { language, by, on, passages: lessons.map(paragraph) },
    interviews: [{ language, id: 'demonstration', title, released: on, passages: interview.flatMap(spoken) }],
  };
}

function paragraph(text: string): Passage {
  return { kind: 'paragraph', of: [{ kind: 'text', text }] };
}

function spoken([question, answer]: readonly [string, string]): readonly Passage[] {
  const asked: Passage = { kind: 'paragraph', of: [{ kind: 'strong', of: [{ kind: 'text', text: question }] }] };
  return [asked, { kind: 'quotation', of: [paragraph(answer)] }];
}
