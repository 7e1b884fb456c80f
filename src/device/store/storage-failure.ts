export interface StorageFailure {
  readonly kind: 'full' | 'unavailable';
  /** The connection is dead or may be: on iOS and with a full disk, only a failing request shows it. */
  readonly isDead: boolean;
}

// Failures of the browser. Any other exception is a bug of ours and is rethrown.
const DEAD = ['InvalidStateError', 'UnknownError', 'AbortError', 'TimeoutError', 'NotFoundError'];
const CLOSED_TO_US = ['VersionError', 'SecurityError', 'NotAllowedError'];

/** Classifies an error of IndexedDB. A full disk raises an UnknownError whose message names it, and kills the connection. */
export function failureOf(error: unknown): StorageFailure {
  if (!(error instanceof DOMException)) throw error;
  if (error.name === 'QuotaExceededError') return { kind: 'full', isDead: false };
  if (error.name === 'UnknownError' && /NO_SPACE|disk (is )?full/i.test(error.message))
    return { kind: 'full', isDead: true };
  if (DEAD.includes(error.name)) return { kind: 'unavailable', isDead: true };
  if (CLOSED_TO_US.includes(error.name)) return { kind: 'unavailable', isDead: false };
  throw error;
}
