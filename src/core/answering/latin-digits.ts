/** Returns a text with its Arabic and Persian digits as 0 to 9: keyboards of these languages type them. */
export function latinDigits(typed: string): string {
  return typed.replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}
