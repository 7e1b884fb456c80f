/** Words that would make a ranking of a typology that is none. "Ni un classement, ni une notation" is how one says so. */
const FORBIDDEN = [
  /\bscores?\b/i,
  /\bniveaux?\b/i,
  /\blevels?\b/i,
  /\brangs?\b/i,
  /\branks?\b/i,
  /\bgrades?\b/i,
  /\bnotes?\b/i,
  /(?<!\bin )progress/i,
  /am[ée]lior/i,
  /improv/i,
  // An answer may be missing, never a quality.
  /(?<!réponses? (?:qui )?)\bmanqu/i,
  /\black/i,
  /\bmeilleur/i,
  /\bbest\b/i,
  /\bretards?\b/i,
  /\bbehind\b/i,
  /\bavance\b/i,
  /percentile/i,
  /\bmoyenne\b/i,
];

// "In progress" is the state of an area in the questionnaire.
export function rankingWordsIn(text: string): readonly string[] {
  return FORBIDDEN.flatMap((word) => word.exec(text)?.[0] ?? []);
}
