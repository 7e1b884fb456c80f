/** Words for the operator by error code of a disk or a database. The first prefix that matches is used. */
const WORDS: readonly (readonly [begin: string, words: string])[] = [
  ['SQLITE_CORRUPT', 'the file is damaged, or cut short'],
  ['SQLITE_NOTADB', 'the file is no database'],
  ['SQLITE_BUSY', 'another program holds the database'],
  ['SQLITE_LOCKED', 'another program holds the database'],
  ['SQLITE_FULL', 'the disk is full'],
  ['SQLITE_READONLY', 'this user may not write there'],
  ['SQLITE_CANTOPEN', 'the file cannot be opened: its folder is missing, or this user may not'],
  ['SQLITE_IOERR', 'the disk fails'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'this user may write no more there'],
  ['EACCES', 'this user may not'],
  ['EPERM', 'this user may not'],
  ['EROFS', 'nothing can be written there'],
  ['ENOENT', 'there is no such file or folder'],
  ['ENOTDIR', 'what should be a folder is a file'],
  ['EISDIR', 'what should be a file is a folder'],
  ['EADDRINUSE', 'something listens there, perhaps another copy of this program: stop it, or set PORT or HTTPS_PORT'],
  ['EADDRNOTAVAIL', 'this machine has no such address: set HOST'],
];

/** Returns the words, and the code for a search. */
export function inWords(code: string): string {
  const words = WORDS.find(([begin]) => code.startsWith(begin))?.[1];
  return words === undefined ? code : `${words} (${code})`;
}
