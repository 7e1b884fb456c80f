import { tokensIn } from '../form/expression.ts';
import LIME from './lime.json' with { type: 'json' };

/** A variable of a LimeSurvey expression: a question, or one box of a multiple choice. */
export type LimeVariable =
  | { readonly kind: 'question'; readonly name: string }
  | { readonly kind: 'box'; readonly question: string; readonly option: string };

const TOKEN =
  /\s*(?:("[^"]*"|'[^']*')|(\d+(?:\.\d+)?)|(==|!=|<=|>=|&&|\|\||[<>!(),])|([A-Za-z_]\w*(?:\.(?:NAOK|value|valueNAOK|code))?))/gy;
const SIGNS: Readonly<Record<string, string>> = LIME.signs;

/**
 * Writes a relevance equation as XLSForm does, or returns it as it is where it has something that this cannot say: the reader of conditions
 * then leaves it to decide.
 */
export function limeCondition(written: string, variables: ReadonlyMap<string, LimeVariable>): string {
  const source = written.trim();
  if (source === '' || source === '1') return '';
  const tokens = tokensIn(source, TOKEN, ([whole = '']) => whole.trim());
  if (typeof tokens === 'string') return written;
  const made: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const taken = takeAt(tokens, at, variables);
    if (!taken) return written;
    made.push(taken.text);
    at += taken.length;
  }
  return made.join('').replaceAll(/ +/g, ' ').trim();
}

function takeAt(tokens: readonly string[], at: number, variables: ReadonlyMap<string, LimeVariable>) {
  const token = tokens[at] ?? '';
  const variableAt = (place: number) => variables.get((tokens[place] ?? '').replace(/\.\w+$/, ''));
  if (token === '(' || token === ')') return { text: token, length: 1 };
  if (token === '!' || token.toLowerCase() === 'is_empty') {
    const isNot = token === '!';
    const start = isNot ? at + 1 : at;
    // `is_empty(X)`; a « not » of anything else takes parentheses.
    if ((tokens[start] ?? '').toLowerCase() !== 'is_empty')
      return isNot && tokens[start] === '(' ? { text: 'not', length: 1 } : undefined;
    const variable = variableAt(start + 2);
    if (tokens[start + 1] !== '(' || tokens[start + 3] !== ')' || !variable) return undefined;
    const length = start + 4 - at;
    return {
      text: variable.kind === 'box' ? chosen(variable, isNot) : `\${${variable.name}} ${isNot ? '!=' : '='} ''`,
      length,
    };
  }
  const variable = variableAt(at);
  if (variable?.kind === 'question') return { text: `\${${variable.name}}`, length: 1 };
  if (variable) {
    const [sign = '', value = ''] = [wordFor(tokens[at + 1])?.trim(), tokens[at + 2]];
    const isYes = /^["']Y["']$/.test(value);
    if (!['=', '!='].includes(sign) || (!isYes && !/^["']{2}$/.test(value))) return undefined;
    return { text: chosen(variable, isYes === (sign === '=')), length: 3 };
  }
  const word = wordFor(token);
  if (word !== undefined) return { text: word, length: 1 };
  return /^["'\d]/.test(token) ? { text: token.replaceAll('"', "'"), length: 1 } : undefined;
}

function wordFor(token = ''): string | undefined {
  const written = token.toLowerCase();
  const word = (Object.hasOwn(SIGNS, written) && SIGNS[written]) || written;
  return /^(and|or|!?=|[<>]=?)$/.test(word) ? ` ${word} ` : undefined;
}

function chosen({ question, option }: Extract<LimeVariable, { kind: 'box' }>, is: boolean): string {
  const text = `selected(\${${question}}, '${option}')`;
  return is ? text : `not(${text})`;
}

/** Bounds, counts and options that exclude the others, as XLSForm writes them. */
export function limeConstraint(field: (column: string) => string): string {
  const bound = (column: string, least: string) => (field(column) === '' ? [] : [`${least} ${field(column)}`]);
  const excluded = field('exclude_all_others').split(';').filter(Boolean);
  return [
    ...bound('min_answers', 'count-selected(.) >='),
    ...bound('max_answers', 'count-selected(.) <='),
    ...bound('min_num_value_n', '. >='),
    ...bound('max_num_value_n', '. <='),
    ...excluded.map((option) => `not(selected(., '${option}') and count-selected(.) > 1)`),
    ...[field('validation'), field('em_validation_q')].filter(Boolean),
  ].join(' and ');
}
