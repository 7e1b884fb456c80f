export interface StorageFailure {
  readonly kind: 'full' | 'unavailable';
  /** The connection is dead, or may be: it may say so only by failing (iOS, a full disk). */
  readonly isDead: boolean;
}

// What a browser does to us. Any other exception is a mistake of ours and is thrown on.
const DEAD = ['InvalidStateError', 'UnknownError', 'AbortError', 'TimeoutError', 'NotFoundError'];
const CLOSED_TO_US = ['VersionError', 'SecurityError', 'NotAllowedError'];

/** Reads an error of IndexedDB. A really full disk is an UnknownError that names it, and kills the connection. */
export function failureOf(error: unknown): StorageFailure {
  if (!(error instanceof DOMException)) throw error;
  if (error.name === 'QuotaExceededError') return { kind: 'full', isDead: false };
  if (error.name === 'UnknownError' && /NO_SPACE|disk (is )?full/i.test(error.message))
    return { kind: 'full', isDead: true };
  if (DEAD.includes(error.name)) return { kind: 'unavailable', isDead: true };
  if (CLOSED_TO_US.includes(error.name)) return { kind: 'unavailable', isDead: false };
  throw error;
}
