// `npm run check` needs the types of the words before anything is built.
import { runnerImport } from 'vite';

const { module } = await runnerImport('./src/build/words/write-words.ts');
try {
  module.writeWords();
} catch (error) {
  if (!(error instanceof module.FaultyWords)) throw error;
  console.error(error.message);
  process.exit(1);
}
