import { useCallback, useEffect, useState } from 'preact/hooks';
import type * as v from 'valibot';
import { changeReply, type SurveyOverview } from '../../wire/organiser/survey-reply.ts';
import type { Called } from '../calls/desk-client.ts';
import type { SiteDesk } from '../parts/desk-context.ts';
import { parsed } from './text-list.ts';

type Change = Called<v.InferOutput<typeof changeReply>>;

/** A survey as it was read. */
export interface OpenSurvey extends SurveyOverview {
  readonly follows: {
    /** The version that the next change follows: every change on the page moves it on. */
    current: string | undefined;
    /** The last file that this page writes. Publishing waits for it: otherwise its own author would hear of another's change. */
    writing?: Promise<unknown>;
  };
}

/** The files of a survey that are texts, and how they are changed: those of the draft, or those that are published. */
export interface SurveyTexts {
  readonly survey: string;
  readonly of: 'draft' | 'published';
  readonly files: ReadonlyMap<string, string>;
  /** Writes a file, or removes it where there is no content. In what is published only files next to the revisions, at once. */
  readonly save: (path: string, content: string | Uint8Array<ArrayBuffer> | null) => Promise<Change>;
}

/** The texts that a form changes, in each language of the survey. */
export interface TextsProps {
  readonly texts: SurveyTexts;
  readonly languages: readonly string[];
}

/** The survey that a part of its page is about. */
export interface SurveyPartProps {
  readonly overview: OpenSurvey;
  /** Reads the survey again, after a publication or another's change. */
  readonly onChange: () => void;
}

/** Reads the texts of a survey's files. `onChange` is called after each change, with what came of it. */
export function useSurveyFiles(
  desk: SiteDesk,
  overview: OpenSurvey,
  of: 'draft' | 'published',
  onChange?: () => void,
): Called<SurveyTexts> | undefined {
  const { client } = desk;
  const { survey, follows } = overview;
  const [read, setRead] = useState<Called<ReadonlyMap<string, string>>>();
  const listed = of === 'draft' ? overview.draft : overview.published;
  const names = listed?.files.map(({ path }) => path).filter(isText) ?? [];
  const key = names.join(' ');

  useEffect(() => {
    const wanted = new AbortController();
    const load = async () => {
      const files = await Promise.all(
        names.map(async (path): Promise<Called<readonly [string, string]>> => {
          const called = await client.stream(`/api/organiser/surveys/${survey}/files/${path}?of=${of}`, wanted.signal);
          return called.kind === 'ok' ? { kind: 'ok', value: [path, await called.value.text()] } : called;
        }),
      );
      const failed = files.find((one) => one.kind !== 'ok');
      if (wanted.signal.aborted) return;
      if (failed) setRead(failed);
      else setRead({ kind: 'ok', value: new Map(files.flatMap((one) => (one.kind === 'ok' ? [one.value] : []))) });
    };
    load().catch((error: unknown) => {
      if (!wanted.signal.aborted) throw error;
    });
    return () => wanted.abort();
  }, [client, survey, of, key, overview.version]);

  const save = useCallback(
    (path: string, content: string | Uint8Array<ArrayBuffer> | null): Promise<Change> => {
      const write = async () => {
        const body = typeof content === 'string' ? new TextEncoder().encode(content) : content;
        const called = await client.change(
          content === null ? 'DELETE' : 'PUT',
          `/api/organiser/surveys/${survey}/${of}/${path}`,
          { ...(body && { body }), version: follows.current },
          changeReply,
        );
        if (called.kind === 'ok') {
          follows.current = called.value.survey?.version ?? undefined;
          if (typeof content === 'string')
            setRead((before) =>
              before?.kind === 'ok' ? { kind: 'ok', value: new Map([...before.value, [path, content]]) } : before,
            );
          onChange?.();
        }
        return called;
      };
      const writing = write();
      follows.writing = writing;
      return writing;
    },
    [client, survey, of, follows, onChange],
  );
  return read?.kind === 'ok' ? { kind: 'ok', value: { survey, of, files: read.value, save } } : read;
}

/** Lists of areas and maps contain no texts to edit. */
function isText(path: string): boolean {
  return /\.(json|md)$/.test(path) && !/^(lists|maps)\//.test(path);
}

/** The number of the current revision among the names of files; 0 where there is none. */
export function currentRevision(paths: Iterable<string>): number {
  return Math.max(0, ...[...paths].map((path) => Number(/^([1-9]\d*)\.json$/.exec(path)?.[1] ?? 0)));
}

/** The current revision as its file is written; empty where there is none that can be read. */
export function revisionIn({ files }: Pick<SurveyTexts, 'files'>): Readonly<Record<string, unknown>> {
  return Object(parsed(files.get(`${currentRevision(files.keys())}.json`)));
}
