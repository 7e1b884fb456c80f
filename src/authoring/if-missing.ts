/** Handles a rejected read: returns `otherwise` where there is no such file or folder, and throws any other error. */
export function ifMissing<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return otherwise;
    throw error;
  };
}
