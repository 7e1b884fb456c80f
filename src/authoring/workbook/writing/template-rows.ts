/* The rows of the workbook that an author begins with, in French and in English. */

export type InBoth = readonly [fr: string, en: string];

export const QUESTIONS: readonly (readonly (string | InBoth)[])[] = [
  ['begin_group', 'service', ['Votre service', 'Your department']],
  [
    'select_one sector',
    'sector',
    ['Dans quel service travaillez-vous ?', 'Which department do you work in?'],
    ['Un choix ; « Autre » demande de préciser.', 'One choice; “Other” asks to specify.'],
    'yes',
    '',
    '',
    '',
    '',
    '',
    'yes',
  ],
  [
    'integer',
    'days',
    ['Combien de jours télétravaillez-vous par semaine ?', 'How many days a week do you telework?'],
    ['Un nombre entre deux bornes, ou « je ne sais pas ».', 'A number between two bounds, or “I don’t know”.'],
    '',
    '',
    '. >= 0 and . <= 5',
    '',
    '',
    'yes',
  ],
  [
    'select_multiple tool',
    'tools',
    ['Qu’utilisez-vous à distance ?', 'What do you use at a distance?'],
    ['Posée à qui télétravaille ; trois réponses au plus.', 'Asked to those who telework; three answers at most.'],
    '',
    '${days} >= 1',
    'count-selected(.) <= 3',
    '',
    'randomize=true',
  ],
  ['end_group'],
  ['begin_group', 'team', ['Votre équipe', 'Your team']],
  ['select_one decision', 'decision', ['Qui choisit les jours ?', 'Who chooses the days?']],
  [
    'begin_group',
    'agree',
    ['Êtes-vous d’accord ?', 'Do you agree?'],
    ['Un tableau : les mêmes réponses à chaque ligne.', 'A table: the same answers for each row.'],
    '',
    '',
    '',
    'table-list',
  ],
  ['select_one agreement', 'calm', ['Je travaille plus au calme', 'My work is calmer']],
  ['select_one agreement', 'together', ['L’équipe se voit assez', 'The team meets often enough']],
  ['end_group'],
  [
    'text',
    'word',
    ['Un mot à ajouter ?', 'Anything to add?'],
    ['Un texte libre.', 'A free text.'],
    '',
    '',
    '',
    'multiline',
    '',
    '',
    '',
    ['J’accepte que ce mot soit publié.', 'I agree to this word being published.'],
  ],
  ['end_group'],
];

export const CHOICES: readonly (readonly (string | InBoth)[])[] = [
  ['sector', 'reception', ['Accueil', 'Reception']],
  ['sector', 'technical', ['Services techniques', 'Technical services']],
  ['sector', 'other', ['Autre', 'Other'], 'yes'],
  ['tool', 'mail', ['La messagerie', 'Mail']],
  ['tool', 'video', ['La visioconférence', 'Video calls']],
  ['tool', 'phone', ['Le téléphone', 'The phone']],
  ['tool', 'none', ['Rien de tout cela', 'None of these'], '', 'yes'],
  ['decision', 'team', ['L’équipe, ensemble', 'The team, together']],
  ['decision', 'each', ['Chaque personne', 'Each person']],
  ['decision', 'head', ['La hiérarchie', 'The management']],
  ['decision', 'unknown', ['Je ne sais pas', 'I don’t know']],
  ['agreement', 'yes', ['Oui', 'Yes']],
  ['agreement', 'no', ['Non', 'No']],
  ['agreement', 'unknown', ['Je ne sais pas', 'I don’t know']],
];

export const OVERALL: readonly (readonly (string | InBoth)[])[] = [
  ['who', '', ['MODÈLE : qui est invité à répondre.', 'TEMPLATE: who is invited to answer.']],
  ['why', '', ['MODÈLE : à quoi serviront les réponses.', 'TEMPLATE: what the answers are for.']],
  [
    'kept',
    '',
    [
      'Aucun nom, aucun compte. Vos réponses restent sur cet appareil jusqu’à leur envoi.',
      'No name, no account. Your answers stay on this device until they are sent.',
    ],
  ],
  ['minutes', '3'],
  ['stratum', 'sector'],
];

export const NOTICE: readonly (readonly (string | InBoth)[])[] = [
  [
    'controller',
    '',
    ['MODÈLE : qui est responsable, avec une adresse.', 'TEMPLATE: who is responsible, with an address.'],
  ],
  ['contact', '', ['enquete@mairie.example', 'survey@town.example']],
  ['dpo', '', ['MODÈLE : le délégué à la protection des données.', 'TEMPLATE: the data protection officer.']],
  ['purpose', '', ['MODÈLE : dans quel but.', 'TEMPLATE: for what purpose.']],
  ['legal_basis', '', ['MODÈLE : la base légale (RGPD, article 6).', 'TEMPLATE: the legal basis (GDPR, article 6).']],
  ['mandatory', 'no'],
  ['consequence', '', ['Ne pas répondre n’a aucune conséquence.', 'Not answering has no consequence.']],
  ['recipients', '', ['MODÈLE : qui reçoit les réponses.', 'TEMPLATE: who receives the answers.']],
  ['retention_answers', '12'],
  ['retention_contacts', '3'],
  [
    'rights',
    '',
    [
      'Accès, rectification, effacement, limitation et opposition, avec le code de reçu ou à l’adresse de contact.',
      'Access, rectification, erasure, restriction and objection, with the receipt code or at the contact address.',
    ],
  ],
  [
    'complaint',
    '',
    [
      'La CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, www.cnil.fr',
      'The CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, France, www.cnil.fr',
    ],
  ],
  ['channel lettre', '', ['Lettre interne', 'Internal letter']],
];

export const PROFILE_ROWS: readonly (readonly (string | InBoth)[])[] = [
  ['(name)', '', ['Ensemble', 'Together'], ['À distance', 'At a distance'], ['Chacun', 'Each']],
  [
    '(said)',
    '',
    ['Une équipe qui choisit ses jours et se voit.', 'A team that chooses its days and meets.'],
    ['Du calme, loin du bureau.', 'Calm, far from the office.'],
    ['Chaque personne s’organise.', 'Each person organises alone.'],
  ],
  ['(emblem)', '', 'house', 'boat', 'leaf'],
  ['(hue)', '', '150', '240', '30'],
  ['decision', ['Choisir les jours', 'Choosing the days'], 'team', '', 'each'],
  ['calm', ['Le calme', 'Calm'], '', 'yes', ''],
  ['together', ['Se voir', 'Meeting'], 'yes', 'no', ''],
];
