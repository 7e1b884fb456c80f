import { readFile, writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import { noticeSchema } from '../../core/survey/notice.ts';
import type { Sealing } from '../../core/survey/sealing-keys.ts';
import { orCannotStart, putInPlace } from '../../endpoint/process/atomic-write.ts';
import { CannotStart } from '../../endpoint/process/cannot-start.ts';

const noticeJson = v.pipe(v.string(), v.parseJson(), noticeSchema);

export interface NoticeToSeal {
  /** Adds these keys to those of the notice, and replaces the file. */
  readonly write: (made: Sealing) => Promise<void>;
}

/** Reads a `notice.json` into which keys can be written. Throws `CannotStart` if the file is not one, before any key is made. */
export async function noticeToSeal(file: string): Promise<NoticeToSeal> {
  const text = await orCannotStart(`cannot read ${file}`, () => readFile(file, 'utf8'));
  const read = v.safeParse(noticeJson, text);
  if (!read.success) throw new CannotStart(`${file} is not a whole notice: ${v.summarize(read.issues)}`);
  const notice = read.output;
  return {
    async write(made) {
      const sealing = { keys: [...(notice.sealing?.keys ?? []), ...made.keys] };
      const part = `${file}.part`;
      await orCannotStart(`cannot write ${file}`, async () => {
        await writeFile(part, `${JSON.stringify({ ...notice, sealing }, null, 2)}\n`);
        await putInPlace(part, file);
      });
    },
  };
}
