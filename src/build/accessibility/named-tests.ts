import { existsSync, readFileSync } from 'node:fs';
import { type ESTree, parseSync, Visitor } from 'vite';

/** Files that `npm test` collects; those named `.long` it leaves to `npm run test:long`. */
const COLLECTED = /^test\/(?!bench\/|gallery\/|support\/)[^.]+\.(?:node\.)?test\.tsx?$/;
/** A test, or a group of tests, that runs whenever its file does: the table that `onlyLong` returns may be empty. */
const RUNS = /^(?:test|it|describe)(?:\.(?:concurrent|sequential))*(?:\.(?:each|for)\b(?![\s\S]*onlyLong)[\s\S]*)?$/;

/** Tells whether `npm test` runs this one: the path of its file, and after ` › ` its name, or the template of its names. */
export function isRun(named: string): boolean {
  const [file = '', name = ''] = named.split(' › ');
  return COLLECTED.test(file) && existsSync(file) && testsIn(file, readFileSync(file, 'utf8')).includes(name);
}

/** Returns the names of the tests that nothing skips. */
export function testsIn(file: string, text: string): readonly string[] {
  const names: string[] = [];
  let skipping = 0;
  const isSkipped = ({ callee, arguments: [, options] }: ESTree.CallExpression) =>
    !RUNS.test(text.slice(callee.start, callee.end)) ||
    (options?.type === 'ObjectExpression' && /\b(?:skip|todo)\b/.test(text.slice(options.start, options.end)));
  const isCallOf = (name: string, { callee }: ESTree.CallExpression) => text.startsWith(name, callee.start);
  new Visitor({
    CallExpression(call) {
      const [name] = call.arguments;
      if (isCallOf('describe', call) && isSkipped(call)) skipping += 1;
      if (isCallOf('describe', call) || isSkipped(call) || skipping > 0) return;
      if (name?.type === 'Literal' && typeof name.value === 'string') names.push(name.value);
    },
    'CallExpression:exit'(call) {
      if (isCallOf('describe', call) && isSkipped(call)) skipping -= 1;
    },
  }).visit(parseSync(file, text).program);
  return names;
}
