/**
 * Text that a printer can't take for a command and that is as wide as it is long. Names and notes come from
 * people and menus: what steers a printer (ESC, GS, DLE, line ends, all control characters) is taken out here.
 */

/** Typographic signs that many printers lack, as their plain forms. */
const PLAIN: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '×': 'x',
  '•': '*',
  '⁄': '/',
};

/** One line, one column a character; a character of a script that receipt printers don't have becomes `?`. */
export function printable(text: string): string {
  return (
    text
      .normalize('NFKC')
      // A control character is a gap in the text, a format character (zero width, direction) is nothing.
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
      .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{M}]/gu, '')
      .replace(/[‘’“”‐‑–—−×•⁄]/g, (sign) => PLAIN[sign] ?? sign)
      .replace(/\p{Zs}/gu, ' ')
      .replace(/[^\u0020-\u024f\u0370-\u04ff\u20ac]/gu, '?')
  );
}
