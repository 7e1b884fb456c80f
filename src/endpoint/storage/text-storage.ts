/** A text as it is read again, or what is left of it. */
export interface TextRecord {
  readonly item: string;
  readonly text: string;
  readonly consent: string | null;
}

export interface TextStorage {
  /** In the order of their keys, which are random; those that came before a day, where one is given. */
  readonly texts: (survey: string, before?: string) => AsyncIterable<TextRecord>;
  /**
   * Erases every text, whatever its secret, and returns how many; those to come are under the secret of this name. Only for texts whose
   * secret is lost: their authors cannot erase them any more.
   */
  readonly forgetEveryText: (secret: string) => Promise<number>;
  /** Nothing tells any more on which day a text came, but of those of today. */
  readonly forgetDays: (today: string) => Promise<void>;
}
