import { readFileSet, type UploadReader } from '../endpoint/publishing/upload/kept-files.ts';

/** Reads the files of a survey in this process, where no respondent waits. */
export const readUploadHere: UploadReader = async (...asked) => readFileSet(...asked);
