export interface Found {
  readonly file: string;
  readonly line: number;
  readonly found: string;
  readonly kind: 'phrase' | 'name';
  readonly text: string;
}

export declare function findPhrases(folders?: readonly string[]): readonly Found[];
