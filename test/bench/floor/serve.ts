import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import type { Survey } from '../../../src/core/survey/questionnaire.ts';

const FOLDER = 'test/bench/floor';

export interface Floor {
  readonly url: string;
  readonly close: () => void;
}

/** The floor's three files, compressed beforehand and served from loopback as the app is. */
export async function serveFloor(survey: Survey): Promise<Floor> {
  const files = new Map(
    [
      ['/', 'text/html; charset=utf-8', readFileSync(`${FOLDER}/index.html`, 'utf8')],
      ['/floor.js', 'text/javascript', readFileSync(`${FOLDER}/floor.js`, 'utf8')],
      ['/survey.json', 'application/json', JSON.stringify(pagesOf(survey))],
    ].map(([path = '', type = '', text = '']) => {
      const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`;
      const headers = { 'Content-Type': type, ETag: etag, 'Cache-Control': 'no-cache', 'Content-Encoding': 'br' };
      return [path, { headers, body: brotliCompressSync(text) }] as const;
    }),
  );
  const server = createServer((request, answer) => {
    const file = files.get(request.url ?? '');
    if (!file) answer.writeHead(404).end();
    else if (request.headers['if-none-match'] === file.headers.ETag) answer.writeHead(304, file.headers).end();
    else answer.writeHead(200, file.headers).end(file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** One page per section, with the same questions and labels. */
function pagesOf(survey: Survey): unknown {
  const [language = 'fr'] = survey.languages;
  return survey.sections.map((section) =>
    section.questions.map((question) => ({
      id: question.id,
      kind: question.kind,
      text: question.text[language],
      options: question.choices.map((option) => [option.id, option.label[language]]),
      ...(question.kind === 'matrix' ? { rows: question.rows.map((row) => [row.id, row.label[language]]) } : {}),
    })),
  );
}
