/** `fault`: something is lost or stopped by it. `care`: something may be. */
type FindingState = 'ok' | 'care' | 'fault';

/** One line of the report. Texts name settings and numbers, never a secret or an answer. */
export interface DoctorFinding {
  readonly about: string;
  readonly state: FindingState;
  readonly says: string;
}

export function finding(about: string, state: FindingState, says: string): DoctorFinding {
  return { about, state, says };
}
