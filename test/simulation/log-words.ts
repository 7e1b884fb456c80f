/* What a reader of a log needs besides its lines, and does not need of them. */

/** 0012 for the id of response 0012, 0012.3 for the name of its third envelope. */
export function withNames(text: string): string {
  return text.replaceAll(/0000(\d{4})-0000-4000-8000-0{12}/g, '$1');
}
