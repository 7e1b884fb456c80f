/** Handles a rejected read: returns `otherwise` where there is no such file or folder, or for another `code`, and throws any other error. */
export function ifMissing<T>(otherwise: T, code = 'ENOENT'): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && ['ENOENT', code].includes(String(error.code))) return otherwise;
    throw error;
  };
}
