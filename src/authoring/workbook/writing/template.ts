import { languageHead } from '../report/sheet-columns.ts';
import { writeXlsx } from '../xlsx/write-xlsx.ts';
import { type OutputTable, writtenSheet } from './output-table.ts';
import { readmeSheet } from './readme-sheet.ts';

const TITLE = { fr: 'Le télétravail dans notre commune (modèle)', en: 'Telework in our municipality (template)' };
const TYPES = [
  'begin_group',
  'end_group',
  'select_one LIST',
  'select_multiple LIST',
  'integer',
  'decimal',
  'text',
  'note',
];

/**
 * Writes the workbook that an author begins with: a survey that works, with a line of each kind of question, drop-down lists, and a sheet
 * that explains. Each line is an example to be replaced.
 */
export function templateWorkbook(language: 'fr' | 'en'): Uint8Array {
  const row = {
    form_title: TITLE[language],
    form_id: 'my-survey',
    version: '1',
    default_language: languageHead(language),
  };
  const settings: OutputTable = { name: 'settings', rows: [row] };
  const tables = TEMPLATE_TABLES.flatMap((table) => (table.name === 'barometre' ? [settings, table] : [table]));
  const sheets = tables.map((table) => writtenSheet(table, [language], { types: TYPES, isBrief: true }));
  return writeXlsx([readmeSheet(language), ...sheets]);
}

/** The sheets of the workbook that an author begins with, but for `settings`. Each row is an example. */
const TEMPLATE_TABLES: readonly OutputTable[] = [
  {
    name: 'survey',
    rows: [
      { type: 'begin_group', name: 'service', label: { fr: 'Votre service', en: 'Your department' } },
      {
        type: 'select_one sector',
        name: 'sector',
        label: { fr: 'Dans quel service travaillez-vous ?', en: 'Which department do you work in?' },
        hint: { fr: 'Un choix ; « Autre » demande de préciser.', en: 'One choice; “Other” asks to specify.' },
        required: 'yes',
        'our-prefill': 'yes',
      },
      {
        type: 'integer',
        name: 'days',
        label: {
          fr: 'Combien de jours télétravaillez-vous par semaine ?',
          en: 'How many days a week do you telework?',
        },
        hint: {
          fr: 'Un nombre entre deux bornes, ou « je ne sais pas ».',
          en: 'A number between two bounds, or “I don’t know”.',
        },
        constraint: '. >= 0 and . <= 5',
        'our-unknown': 'yes',
      },
      {
        type: 'select_multiple tool',
        name: 'tools',
        label: { fr: 'Qu’utilisez-vous à distance ?', en: 'What do you use at a distance?' },
        hint: {
          fr: 'Posée à qui télétravaille ; trois réponses au plus.',
          en: 'Asked to those who telework; three answers at most.',
        },
        relevant: '${days} >= 1',
        constraint: 'count-selected(.) <= 3',
        parameters: 'randomize=true',
      },
      { type: 'end_group' },
      { type: 'begin_group', name: 'team', label: { fr: 'Votre équipe', en: 'Your team' } },
      {
        type: 'select_one decision',
        name: 'decision',
        label: { fr: 'Qui choisit les jours ?', en: 'Who chooses the days?' },
      },
      {
        type: 'begin_group',
        name: 'agree',
        label: { fr: 'Êtes-vous d’accord ?', en: 'Do you agree?' },
        hint: { fr: 'Un tableau : les mêmes réponses à chaque ligne.', en: 'A table: the same answers for each row.' },
        appearance: 'table-list',
      },
      {
        type: 'select_one agreement',
        name: 'calm',
        label: { fr: 'Je travaille plus au calme', en: 'My work is calmer' },
      },
      {
        type: 'select_one agreement',
        name: 'together',
        label: { fr: 'L’équipe se voit assez', en: 'The team meets often enough' },
      },
      { type: 'end_group' },
      {
        type: 'text',
        name: 'word',
        label: { fr: 'Un mot à ajouter ?', en: 'Anything to add?' },
        hint: { fr: 'Un texte libre.', en: 'A free text.' },
        appearance: 'multiline',
        'our-consent': { fr: 'J’accepte que ce mot soit publié.', en: 'I agree to this word being published.' },
      },
      { type: 'end_group' },
    ],
  },
  {
    name: 'choices',
    rows: [
      { list_name: 'sector', name: 'reception', label: { fr: 'Accueil', en: 'Reception' } },
      { list_name: 'sector', name: 'technical', label: { fr: 'Services techniques', en: 'Technical services' } },
      { list_name: 'sector', name: 'other', label: { fr: 'Autre', en: 'Other' }, 'our-specify': 'yes' },
      { list_name: 'tool', name: 'mail', label: { fr: 'La messagerie', en: 'Mail' } },
      { list_name: 'tool', name: 'video', label: { fr: 'La visioconférence', en: 'Video calls' } },
      { list_name: 'tool', name: 'phone', label: { fr: 'Le téléphone', en: 'The phone' } },
      {
        list_name: 'tool',
        name: 'none',
        label: { fr: 'Rien de tout cela', en: 'None of these' },
        'our-exclusive': 'yes',
      },
      { list_name: 'decision', name: 'team', label: { fr: 'L’équipe, ensemble', en: 'The team, together' } },
      { list_name: 'decision', name: 'each', label: { fr: 'Chaque personne', en: 'Each person' } },
      { list_name: 'decision', name: 'head', label: { fr: 'La hiérarchie', en: 'The management' } },
      { list_name: 'decision', name: 'unknown', label: { fr: 'Je ne sais pas', en: 'I don’t know' } },
      { list_name: 'agreement', name: 'yes', label: { fr: 'Oui', en: 'Yes' } },
      { list_name: 'agreement', name: 'no', label: { fr: 'Non', en: 'No' } },
      { list_name: 'agreement', name: 'unknown', label: { fr: 'Je ne sais pas', en: 'I don’t know' } },
    ],
  },
  {
    name: 'barometre',
    rows: [
      { key: 'who', value: { fr: 'MODÈLE : qui est invité à répondre.', en: 'TEMPLATE: who is invited to answer.' } },
      {
        key: 'why',
        value: { fr: 'MODÈLE : à quoi serviront les réponses.', en: 'TEMPLATE: what the answers are for.' },
      },
      {
        key: 'kept',
        value: {
          fr: 'Aucun nom, aucun compte. Vos réponses restent sur cet appareil jusqu’à leur envoi.',
          en: 'No name, no account. Your answers stay on this device until they are sent.',
        },
      },
      { key: 'minutes', value: '3' },
      { key: 'stratum', value: 'sector' },
      { key: 'typology_title', value: { fr: 'Votre façon de télétravailler', en: 'Your way of teleworking' } },
    ],
  },
  {
    name: 'notice',
    rows: [
      {
        key: 'controller',
        value: {
          fr: 'MODÈLE : qui est responsable, avec une adresse.',
          en: 'TEMPLATE: who is responsible, with an address.',
        },
      },
      { key: 'contact', value: { fr: 'enquete@mairie.example', en: 'survey@town.example' } },
      {
        key: 'dpo',
        value: {
          fr: 'MODÈLE : le délégué à la protection des données, ou « aucun ».',
          en: 'TEMPLATE: the data protection officer, or “none”.',
        },
      },
      { key: 'purpose', value: { fr: 'MODÈLE : dans quel but.', en: 'TEMPLATE: for what purpose.' } },
      {
        key: 'legal_basis',
        value: { fr: 'MODÈLE : la base légale (RGPD, article 6).', en: 'TEMPLATE: the legal basis (GDPR, article 6).' },
      },
      { key: 'mandatory', value: 'no' },
      {
        key: 'consequence',
        value: { fr: 'Ne pas répondre n’a aucune conséquence.', en: 'Not answering has no consequence.' },
      },
      {
        key: 'recipients',
        value: { fr: 'MODÈLE : qui reçoit les réponses.', en: 'TEMPLATE: who receives the answers.' },
      },
      { key: 'retention_answers', value: '12' },
      { key: 'retention_contacts', value: '3' },
      {
        key: 'rights',
        value: {
          fr: 'Accès, rectification, effacement, limitation et opposition, avec le code de reçu ou à l’adresse de contact.',
          en: 'Access, rectification, erasure, restriction and objection, with the receipt code or at the contact address.',
        },
      },
      {
        key: 'complaint',
        value: {
          fr: 'La CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, www.cnil.fr',
          en: 'TEMPLATE: the data protection authority of your country',
        },
      },
      { key: 'channel newsletter', value: { fr: 'Lettre interne', en: 'Internal letter' } },
    ],
  },
  {
    name: 'profiles',
    profiles: ['gathered', 'distant', 'own-way'],
    rows: [
      {
        criterion: '(name)',
        gathered: { fr: 'Ensemble', en: 'Together' },
        distant: { fr: 'À distance', en: 'At a distance' },
        'own-way': { fr: 'Chacun', en: 'Each' },
      },
      {
        criterion: '(said)',
        gathered: { fr: 'Une équipe qui choisit ses jours et se voit.', en: 'A team that chooses its days and meets.' },
        distant: { fr: 'Du calme, loin du bureau.', en: 'Calm, far from the office.' },
        'own-way': { fr: 'Chaque personne s’organise.', en: 'Each person organises alone.' },
      },
      { criterion: '(emblem)', gathered: 'house', distant: 'boat', 'own-way': 'leaf' },
      { criterion: '(hue)', gathered: '150', distant: '240', 'own-way': '30' },
      {
        criterion: 'decision',
        title: { fr: 'Choisir les jours', en: 'Choosing the days' },
        gathered: 'team',
        'own-way': 'each',
      },
      {
        criterion: '(says) decision',
        gathered: { fr: 'L’équipe choisit ses jours ensemble.', en: 'The team chooses its days together.' },
        'own-way': { fr: 'Chaque personne choisit ses jours.', en: 'Each person chooses the days.' },
      },
      { criterion: 'calm', title: { fr: 'Le calme', en: 'Calm' }, distant: 'yes' },
      { criterion: 'together', title: { fr: 'Se voir', en: 'Meeting' }, gathered: 'yes', distant: 'no' },
    ],
  },
];
