/* Words that give instructions in questionnaires, in French, English, Spanish, Portuguese, Italian and German. */

export const QUESTION = /^(?:Q(?:uestion)?\.? ?)?(\d{1,3}(?:bis|ter|[a-z])?) ?(?:[.):](?!\d)| [-–—] ) ?(\S.*)$/iu;
const BOXES = '□☐☑☒❏❑❒◻○◯▢';
const BULLETS = `-–—•●◦▪▫■◊➢➤►▸‣⁃✓✔*·\\uE000-\\uF8FF${BOXES}`;
export const OPTION = new RegExp(
  `^(?:[${BULLETS}] ?|o |\\[ ?\\] ?|\\( ?\\) ?|_{2,} ?|\\(?[a-z]\\) |[a-z]\\. |[A-Z][.)] )(\\S.*)$`,
  'u',
);
/** A bullet or a number that a tab separates from its text. */
export const MARKER = new RegExp(`^(\\s*(?:[${BULLETS}]|o|\\(?\\d{1,3}[.)]|\\(?[a-z][.)]))\\t+`, 'iu');
export const BOX = new RegExp(`[${BOXES}]|\\[ ?\\]|\\( ?\\)`, 'u');
export const SECTION =
  /^(?:(?:partie|section|part|bloc|thème|teil|sección|seção|sezione) [\divx]+ ?[.:–—-] ?|[IVX]{1,5}[.)] )(\S.*)$/iu;
export const HEADING = /^#+ ?(\S.*)$/u;
export const GRID = /(?<!\p{L})(matrix|grid|grille|tableau|matriz|tabella|tabelle)(?!\p{L})/iu;
export const FILLED = /[\p{L}\p{N}]/u;

export const SEVERAL =
  /(?<!\p{L})(plusieurs (réponses|choix|cases|options)|plusieurs$|(réponses|choix) multiples?|several|multiple|(tick )?all that apply|tick all|toutes les (réponses|cases)|cochez (tout|toutes)|varias|várias|mehrere|mehrfach|più risposte)/iu;
export const MOST =
  /(\d{1,3}) (?:(?:réponses?|choix|cases?|answers?|choices?|options?|respuestas|respostas|risposte|antworten) )?(?:possibles )?(?:au (?:plus|maximum)|maximum|max(?!\p{L})|at most|como máximo|no máximo|höchstens|al massimo)|(?:maximum|au plus|at most|jusqu[’']à|up to|höchstens|hasta|até|fino a|bis zu) (\d{1,3})/iu;
export const REQUIRED = /(?<!\p{L})(obligatoire|required|mandatory|obligatori[ao]|obrigatóri[ao]|pflicht)/iu;
export const NUMBER = /(?<!\p{L})(nombre|chiffre|number|número|zahl|numero)(?!\p{L})/iu;
/** Instructions that ask for what a question does anyway. */
export const USUAL =
  /(?<!\p{L})(une? seule?|one (answer|choice|option)|only one|single|una sola|uma só|eine antwort|nur eine|une? (case|réponse) par ligne|one (answer )?(per|in each) (row|line)|(select|choose|tick) one|facultati\p{L}+|optional|opcional|(réponse|texte|question) (libre|ouverte)|free (text|form)|open.?ended|respuesta libre|freitext)(?!\p{L})/iu;
export const ASKS_COUNT =
  /^(?:[^?]{0,60}[,:] )?(combien(?! de temps)|how many|quel âge|how old|cuánt[oa]s|quant[oaie]s?|wie viele|wie alt|qué edad|quanti anni)(?!\p{L})|^(votre |your )?(âge|age)\b|^(quel est le )?nombre (de|d[’'])/iu;
export const FROM_TO =
  /(?<![\p{L}\d])(?:(?:de|from|entre|between|von|da|desde) )?(\d{1,9}) ?(?:à|to|et|and|a|y|e|bis|[-–—]) ?(\d{1,9})(?![\p{L}\d])/iu;
export const SCALE =
  /(?:échelle|scale|escala|skala|notez|note[zr]?|rate|puntúe) [^\d?]{0,30}(\d{1,3}) ?(?:à|to|a|bis|[-–—]) ?(\d{1,3})/iu;
export const ENDS = /^(\d{1,3}) ?[=:] ?([^\d=:]+)(\d{1,3}) ?[=:] ?([^\d=:]+)$/u;

export const CONDITION =
  /^(?:(?:seulement|uniquement|only|sólo|solo|nur) )?(?:si|if|wenn|falls)(?!\p{L})|^(?:se|caso) .*[\d=]|^se (sì|sim|não|no)$/iu;
/** A condition before the question that it is about: « Si oui, lesquels ? » */
export const CONDITION_FIRST = /^((?:si|if|se|wenn|falls) [^:,?]{1,80}) ?[:,] ?(\S.*)$/iu;
export const REFERENCE =
  /(?:\$\{)?(?:(?:question|pregunta|pergunta|frage|domanda|(?<!\p{L})q) ?(?:n° ?)?(\d{1,3}(?:bis|ter|[a-z])?)(?!\p{L}))\}?|(?<!\p{L})(\d{1,3})(?= ?=)/iu;
export const NEGATION = /(?<!\p{L})(pas|sauf|autre que|not|except|nicht|no es|non è)(?!\p{L})|≠|!=/iu;
/** Words around an answer in a condition, or around an instruction, folded. */
export const FILLERS: ReadonlySet<string> = new Set(
  `si if se wenn falls seulement uniquement only solo nur a au aux la le les l the to in en al alla bei der die zur zu question pregunta pergunta
  frage domanda reponse reponses repondu repond answer answered answers you vous avez have has ha hat est is es e ist war was were de du des d of
  on sur cochez cocher coche tick check mark choisir choisissez choose select choisi selected chose chosen respondio respondido responde risposto
  geantwortet haben sie usted ceux celles qui pour for who those ont ou or oder o sont are un une possible possibles case cases option options
  choix choice choices type please merci bien vouloir indiquez votre your vos note noter echelle scale from may can pouvez plus respuestas
  risposte antworten respostas moglich marque elija utiles et and par cette this ligne row par per`.split(/\s+/),
);

export const RANK =
  /(?<!\p{L})(classez|classer|hiérarchisez|ordonnez|rangez|numérotez|rank|ordene|clasifique|sortieren|ordnen)(?!\p{L})|par ordre (de|d[’'])|in order of|nach wichtigkeit/iu;
export const ASKS_ADDRESS =
  /e-?mail|courriel|adresse (électronique|postale)|correo electr|posta elettr|(numéro|n°) de (téléphone|portable|mobile)|(votre|your|ihre|su) (téléphone|phone|telefon|teléfono)|phone number|telefonnummer|número de tel|coordonnées|contact details|nom et prénom|votre nom(?!\p{L})|your name/iu;
export const DATE = /(?<!\p{L})(date|quel jour|fecha|datum|data (de|di))(?!\p{L})/iu;
export const DATE_FORM = /(?:jj|dd|mm|tt)[/. -](?:mm|dd)[/. -]\p{L}{2,4}/iu;
export const POLITE = /^(un grand )?(merci|thank|gracias|danke|vielen dank|obrigad|grazie)/iu;
export const OF_PROFILES = /profil|perfi[ls]|typolog|critère|criteri/iu;
export const SKIP =
  / ?\(?(?:(?:→|->|=>) ?)?(?:(?:passez|allez|aller|passer|go|skip|continue|weiter) (?:directement )?(?:à|to|zu|mit) (?:la )?|(?:→|->|=>) ?)(?:question |frage |q)?(\d{1,3})\)?\.?$/iu;

/** A line to write on behind a question, and what is counted. */
export const TO_FILL = / ?:? ?(?<![_.…])[_.…]{3,} ?(\p{L}{0,12}|[%€])$/u;

export const OTHER_OPTION = /^(autres?|other|otr[oa]s?|outr[oa]s?|andere[rs]?|altr[oiae])(?!\p{L})/iu;
export const SPECIFY =
  / ?[,;:(–-]? ?(?:\(?(?:à |please |bitte |por favor )?(?:précise[rz]|specify|especifique|especificar|precisare|specificare|angeben)|which\?|open (response|answer)|laquelle|lequel|[._…]{2}|…).*$/iu;
export const NONE = /^(aucune?|none|nothing|rien|keine[rs]?|ningun[oa]|nenhum[a]?|nessun[oa]?)(?!\p{L})/iu;
export const UNKNOWN =
  /^(je )?(ne sai[st] pas|nsp)(?!\p{L})|^(i )?don.t know|^no (lo )?sé(?!\p{L})|^weiß (ich )?nicht|^n[ãa]o sei|^non (lo )?so(?!\p{L})/iu;
export const NO_REQUIREMENT = /^([-–—/.…]+|indifférent|peu importe|any|either|n\/?a|egal)$/iu;
