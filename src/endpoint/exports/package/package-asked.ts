/** When, and whether nobody gave the responses: then every part of it says so. */
export interface PackageAsked {
  readonly now: Date;
  readonly isDemonstration: boolean;
}
