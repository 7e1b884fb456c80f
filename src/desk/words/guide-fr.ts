import { CONDITIONS_SHEET, type GuideText, standPart, WEIGHTS_SHEET } from './guide-text.ts';

/** The author's guide, in French. `\u0027` and `\u0020` stay as they are: the build sets other quotes and spaces as French has them. */
export const guideFr: GuideText = {
  title: 'Écrire une enquête',
  lead: 'Une enquête est un classeur : une ligne par question, une feuille pour les réponses possibles. Écrivez-le avec le tableur que vous avez, déposez-le, lisez le rapport, corrigez, publiez. Comptez une heure pour douze questions et trois profils.',
  contents: 'Dans ce guide',
  print: 'Imprimer ce guide',
  signedOut: 'Le modèle se télécharge dans « Questionnaires », une fois entré.',
  enter: 'Entrer',
  parts: [
    {
      id: 'workbook',
      title: 'Partir du modèle',
      blocks: [
        {
          kind: 'text',
          text: 'Tout ce guide suit un seul exemple, le modèle : une enquête de six questions sur le télétravail, avec trois profils. Téléchargez-le, déposez-le tel quel pour voir ce qu’il donne, puis remplacez ligne après ligne. Chaque feuille a un rôle :',
        },
        {
          kind: 'terms',
          terms: [
            ['survey', 'les questions, dans l’ordre où elles sont posées'],
            ['choices', 'les listes de réponses, que plusieurs questions peuvent partager'],
            ['settings', 'le titre, l’identifiant qui sera dans l’adresse, la langue'],
            ['barometre', 'l’accueil : qui est invité, pourquoi, ce qui est gardé, la durée'],
            ['notice', 'qui répond de l’enquête et pour combien de temps ; sans elle, l’enquête se dit démonstration'],
            ['profiles', 'le tableau de décision des profils ; facultatif'],
            ['weights', 'à sa place, les poids d’un quiz ; facultatif'],
          ],
        },
        {
          kind: 'text',
          text: 'Les noms de feuilles et de colonnes sont en anglais, comme dans un XLSForm : un formulaire de Kobo ou d’ODK se dépose ici, et le vôtre s’ouvre là-bas. En français (`libellé`, `obligatoire`, `si`), ils sont compris aussi. Vous avez une enquête LimeSurvey, ou des questions dans un traitement de texte ? Déposez l’export (.txt) ou collez le texte : vous recevrez un brouillon, que vous téléchargerez comme classeur.',
        },
      ],
    },
    {
      id: 'questions',
      title: 'Les questions',
      blocks: [
        {
          kind: 'text',
          text: 'Dans `survey`, une ligne est une question : `type` dit sa sorte, `name` son nom court, `label` ce qui est lu. `begin_group` et `end_group` entourent une partie.',
        },
        {
          kind: 'sheet',
          of: 'template',
          sheet: 'survey',
          rows: [
            ['type', 'name', 'label::Français (fr)', 'required'],
            ['begin_group', 'service', 'Votre service', ''],
            ['select_one sector', 'sector', 'Dans quel service travaillez-vous ?', 'yes'],
            ['integer', 'days', 'Combien de jours télétravaillez-vous par semaine ?', ''],
            ['select_multiple tool', 'tools', 'Qu’utilisez-vous à distance ?', ''],
            ['end_group', '', '', ''],
          ],
        },
        {
          kind: 'text',
          text: 'Le mot après `select_one` nomme une liste de `choices` :',
        },
        {
          kind: 'sheet',
          of: 'template',
          sheet: 'choices',
          rows: [
            ['list_name', 'name', 'label::Français (fr)', 'barometre--specify', 'barometre--exclusive'],
            ['sector', 'reception', 'Accueil', '', ''],
            ['sector', 'technical', 'Services techniques', '', ''],
            ['sector', 'other', 'Autre', 'yes', ''],
            ['tool', 'mail', 'La messagerie', '', ''],
            ['tool', 'none', 'Rien de tout cela', '', 'yes'],
          ],
        },
        {
          kind: 'pictures',
          pictures: [
            ['choice', 'Un choix ; « Autre » demande de préciser, parce que `barometre--specify` dit `yes`.'],
            ['table', 'Un tableau : un `begin_group` dont `appearance` dit `table-list`.'],
          ],
        },
        {
          kind: 'terms',
          terms: [
            ['select_one LISTE', 'un choix parmi une liste'],
            [
              'select_multiple LISTE',
              'plusieurs choix ; `count-selected(.) <= 3` dans `constraint` en limite le nombre',
            ],
            ['integer, decimal', 'un nombre ; ses bornes sont dans `constraint` : `. >= 0 and . <= 5`'],
            ['text', 'un texte libre ; `multiline` dans `appearance` donne quatre lignes'],
            ['note', 'une phrase d’aide, jointe à la question qui suit'],
            [
              'begin_group + table-list',
              'un tableau : des lignes `select_one` de la même liste, sous une seule question',
            ],
          ],
        },
        {
          kind: 'list',
          items: [
            '`required` : `yes` rend la réponse obligatoire. Laissez alors une issue, « je ne sais pas » ou « autre » : le rapport le conseille.',
            '`parameters` : `randomize=true` mélange les réponses pour chaque personne, jamais celles d’une échelle, ni de la première question.',
            '`barometre--prefill` : `yes` permet un lien qui remplit déjà cette réponse, par exemple `?s=my-survey&a.sector=reception` sur une affiche de l’accueil. La personne la voit et peut la changer. Choix unique de 30 réponses au plus ; ensemble, ces questions ont 900 combinaisons au plus, pour qu’aucun lien ne désigne une personne.',
          ],
        },
      ],
    },
    {
      id: 'conditions',
      title: 'Les conditions',
      blocks: [
        {
          kind: 'text',
          text: 'La colonne `relevant` dit quand une question est posée. Une condition ne regarde que des questions qui précèdent. Elle s’écrit avec les noms, jamais avec les libellés :',
        },
        CONDITIONS_SHEET,
        {
          kind: 'terms',
          terms: [
            ['${decision} = \u0027team\u0027', 'cette réponse a été choisie'],
            ['selected(${tools}, \u0027mail\u0027)', 'cette réponse est parmi celles qui ont été choisies'],
            ['${days} >= 1', 'le nombre est au moins 1 ; aussi `>`, `<`, `<=`'],
            ['count-selected(${tools}) >= 2', 'deux réponses au moins ont été choisies'],
            ['${tools}\u0020!= \u0027\u0027', 'la question a une réponse'],
            ['and, or, not( )', 'et, ou, sauf ; avec des parenthèses s’il le faut'],
          ],
        },
        {
          kind: 'text',
          text: 'Une condition qui ne se lit pas n’est jamais devinée : le rapport la montre avec sa cellule, et vous décidez de la récrire ou de vous en passer.',
        },
      ],
    },
    {
      id: 'languages',
      title: 'Les langues',
      blocks: [
        {
          kind: 'text',
          text: 'Une langue est une colonne. À côté de `label::Français (fr)`, ajoutez `label::English (en)`, de même pour `hint`, `value` et `title` dans les autres feuilles. Le code entre parenthèses compte : `fr`, `en`, `de`, `oc`, `ar`… Dans `settings`, `default_language` dit la langue de ceux dont le téléphone n’en parle aucune.',
        },
        {
          kind: 'text',
          text: 'Pour faire traduire, téléchargez le classeur du brouillon et donnez-le. La traduction revient seule : un classeur qui n’a que les noms (`name`, `list_name`, `key`…) et les colonnes de la nouvelle langue se dépose sous « Traduction » dans le brouillon. Le rapport dit quels textes ont trouvé leur place, lesquels non, et lesquels manquent encore.',
        },
      ],
    },
    {
      id: 'profiles',
      title: 'Les profils',
      blocks: [
        {
          kind: 'text',
          text: 'À la fin, chaque personne reçoit sa carte : le profil dont ses réponses sont les plus proches, et pourquoi. La feuille `profiles` est un tableau de décision : une ligne par critère, une colonne par profil. Une cellule dit ce que le profil demande ; une cellule vide ne demande rien. Le classeur d’un brouillon sans profils a déjà cette feuille, une ligne par question : ajoutez une colonne par profil.',
        },
        {
          kind: 'sheet',
          of: 'template',
          sheet: 'profiles',
          rows: [
            ['criterion', 'title::Français (fr)', 'gathered', 'distant', 'own-way'],
            ['(name)', '', 'Ensemble', 'À distance', 'Chacun'],
            [
              '(said)',
              '',
              'Une équipe qui choisit ses jours et se voit.',
              'Du calme, loin du bureau.',
              'Chaque personne s’organise.',
            ],
            ['(emblem)', '', 'house', 'boat', 'leaf'],
            ['decision', 'Choisir les jours', 'team', '', 'each'],
            ['calm', 'Le calme', '', 'yes', ''],
            ['together', 'Se voir', 'yes', 'no', ''],
          ],
        },
        {
          kind: 'terms',
          terms: [
            ['team', 'cette réponse à la question du même nom que le critère'],
            ['team, each', 'l’une ou l’autre ; de plusieurs choix, l’une d’elles au moins'],
            ['exactement mail + video', 'ces réponses, et aucune autre'],
            ['days ≥ 2', 'un nombre ; aussi `days au moins 2` ; `… et …`, `… ou …` joignent deux demandes'],
          ],
        },
        {
          kind: 'pictures',
          pictures: [
            [
              'card',
              'La carte du modèle. Les phrases marquées « généré » dans le rapport sont à récrire dans `facts`, si vous avez mieux.',
            ],
          ],
        },
        {
          kind: 'text',
          text: 'Un quiz se fait autrement : `profiles` n’a que les lignes entre parenthèses, et la feuille `weights` donne à chaque réponse des points de −3 à 3 pour chaque profil. Le profil le plus proche l’emporte ; à moins de 5 % d’écart, la carte dit « entre A et B ». Aucun nombre n’est montré. L’exemple « Quel usager de la mairie êtes-vous ? », à copier depuis « Questionnaires », en est un :',
        },
        WEIGHTS_SHEET,
        {
          kind: 'text',
          text: 'Un profil que personne ne peut recevoir arrête la publication, et le rapport le nomme.',
        },
      ],
    },
    {
      id: 'report',
      title: 'Déposer, et lire le rapport',
      blocks: [
        {
          kind: 'text',
          text: 'Enregistrez en .xlsx et glissez le fichier dans « Questionnaires ». Le rapport compte les lignes lues, et dit cellule par cellule ce qui n’est pas repris tel quel :',
        },
        {
          kind: 'terms',
          terms: [
            ['Autrement', 'repris, d’une autre façon : un nom récrit, une aide jointe à une question'],
            ['Non repris', 'laissé de côté, avec son texte : une photo, une position, une heure'],
            ['À décider', 'une condition ou un calcul se perdrait : récrivez-le, ou cochez que vous l’acceptez'],
            ['Fautif', 'à corriger dans le classeur ; le rapport dit quoi écrire'],
            ['Conseil', 'un avis de méthode, qui n’arrête rien'],
          ],
        },
        {
          kind: 'pictures',
          pictures: [['report', 'Un rapport : à chaque ligne la cellule, ce qui y est écrit, et quoi faire.']],
        },
        {
          kind: 'text',
          text: 'Le même fichier donne toujours le même rapport. Il s’imprime, pour le corriger à plusieurs.',
        },
      ],
    },
    {
      id: 'publish',
      title: 'Regarder, puis publier',
      blocks: [
        {
          kind: 'text',
          text: 'Le brouillon montre la vraie page : essayez chaque question, chaque profil, sur l’écran ou sur votre téléphone par un QR. Touchez un texte pour le corriger sur place.',
        },
        {
          kind: 'pictures',
          pictures: [
            ['draft', 'Un brouillon : ce qu’en dit le contrôle, ce qui manque avant de publier, et l’aperçu.'],
          ],
        },
        {
          kind: 'list',
          items: [
            'Avant de publier, il faut une notice, un canal au moins (où le lien est donné), une présentation relue, et un dernier jour.',
            '« Publier » montre d’abord ce qui se passerait. L’enquête est en ligne en moins de cinq secondes.',
            'Essayez avec le lien d’essai : ces réponses ne comptent pas et sont effacées. Tant qu’aucune autre n’est reçue, vous pouvez reprendre l’enquête en brouillon.',
            'Les réponses se lisent dans un tableur : page « Exports », sous « Pour lire ».',
          ],
        },
      ],
    },
    {
      id: 'correct',
      title: 'Corriger ce qui est publié',
      blocks: [
        {
          kind: 'text',
          text: '« Préparer la révision suivante » ouvre un brouillon, copie de ce qui est publié. Corrigez sur place, ou téléchargez le classeur, changez-le et déposez-le. Ce qui change est dit question par question, avec ce qui reste comparable.',
        },
        {
          kind: 'text',
          text: 'Qui a commencé finit la révision commencée, et sa réponse est reçue. Gardez les noms des questions et des réponses : c’est par eux que les résultats d’avant restent comparables ; les libellés, eux, peuvent changer.',
        },
      ],
    },
    standPart('Un stand demain', [
      'Une tablette partagée commence à une adresse en `https`, ou sur l’ordinateur du service lui-même. La page `docs/stand.fr.md` du programme décrit chaque façon, et la journée étape par étape.',
      'L’ordinateur est la tablette : dans « Invitations », ouvrez « Lien pour une tablette de terrain » de l’événement et préparez la feuille de terrain. Copiez sa commande, `npx barometre kiosk` avec le lien, dans un terminal : le questionnaire s’ouvre en plein écran. Mettez le clavier hors de portée, car il peut ouvrir d’autres pages.',
      'L’ordinateur sert une tablette du même réseau : démarrez-le par `npx barometre serve --https`. Une page aide alors la tablette à accepter le certificat de l’ordinateur, une seule fois. Ensuite la tablette vise le code de la feuille de terrain.',
      'Un serveur avec un nom de domaine : la tablette ouvre le code de la feuille de terrain avec du réseau, la veille au soir. Elle peut quitter le réseau quand elle dit « Prêt hors ligne ».',
      'Avant la journée : l’événement parmi les canaux, les clés des tablettes, la feuille imprimée, et une sauvegarde : `npx barometre backup FICHIER`.',
      'Le soir : « Envoyer maintenant », jusqu’à ce que « Encore ici » soit à 0. Faites de nouveau une sauvegarde, et effacez la tablette seulement après.',
    ]),
  ],
};
