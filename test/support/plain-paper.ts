/** Paper as people read it in a test: what is white on black ends with `!`. */
import { layOut } from '../../src/shared/receipt/lay-out.ts';
import type { PrintDocument } from '../../src/shared/receipt/print-document.ts';

export function plainPaper(document: PrintDocument | undefined, columns = 42): string {
  if (document === undefined) return '';
  const lines = layOut(document, columns).map(
    ({ text, look }) => `${text}${look === 'alert' ? '!' : ''}`,
  );
  return `\n${lines.join('\n')}\n`;
}
