/* What a shared tablet says of sealing, in French. Loaded with what seals, never for a respondent's own phone. */

export const fieldFr = {
  'field.shared': 'Tablette partagée',
  'field.sealed':
    'Tablette partagée : chaque réponse est scellée avant d’être enregistrée ici. Personne ne peut l’y relire.',
  'field.clear':
    'Tablette partagée : votre réponse y reste jusqu’à son envoi, sans être scellée. La page ne la montre à personne d’autre.',
  'field.title': 'Cette tablette ne peut pas commencer',
  'field.insecure':
    'L’adresse n’est pas en https. Le navigateur ne peut alors ni sceller les réponses, ni promettre de les garder. Ouvrez le lien de l’organisateur en https.',
  'field.no-code':
    'Le programme qui scelle les réponses n’a pas pu être chargé. Connectez la tablette au réseau, puis réessayez.',
  'field.no-storage':
    'Ce navigateur ne garde rien, ou son stockage n’a pas pu être lu. Quittez la navigation privée, fermez les autres onglets de ce site, puis réessayez.',
  'field.opening': 'Le stockage de la tablette s’ouvre',
  'field.opening-note':
    'C’est plus long que d’habitude. La journée commencera seule dès qu’il sera ouvert. Si cela dure, fermez les autres onglets de ce site.',
  'field.no-keys': 'Les clés de l’enquête n’ont pas pu être lues. Connectez la tablette au réseau, puis réessayez.',
  'field.wrong-key':
    'La clé que nomme ce lien n’est pas de cette enquête : il vient d’un autre organisateur, ou il est mal copié. Demandez le lien de cette enquête à son organisateur.',
  'field.retired-key':
    'La clé que nomme ce lien n’est plus, ou n’est pas encore, celle de l’enquête. Demandez le lien du jour à l’organisateur.',
  'field.other-keys': (words: string) =>
    `Les clés de l’enquête ne sont pas celles que cette tablette attend. Demandez à l’organisateur si ses quatre mots sont bien : ${words}. Si oui, ouvrez le nouveau lien qu’il vous donne.`,
  'field.kept': 'Les réponses déjà données restent sur la tablette, et seront encore envoyées.',
  'field.again': 'Réessayer',
};

export type FieldStrings = typeof fieldFr;
