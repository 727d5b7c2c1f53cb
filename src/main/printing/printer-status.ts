/**
 * What an ESC/POS printer says of itself. Real-time status (DLE EOT n) is answered at once, whatever waits in
 * the printer; GS r is answered in turn, so its answer means that all before it has been worked through.
 * Source: Epson's ESC/POS command reference, "DLE EOT" and "GS r".
 */
import type { PrinterTrouble } from '../../shared/printing/printing-view.ts';

const DLE = 0x10;
const EOT = 0x04;
const GS = 0x1d;

/** Printer, cause of being offline, paper: three answers in this order. */
export const ASK_STATUS = Uint8Array.of(DLE, EOT, 1, DLE, EOT, 2, DLE, EOT, 4);
export const STATUS_ANSWERS = 3;

/** Paper sensor status, in its turn. */
export const ASK_WHEN_DONE = Uint8Array.of(GS, 'r'.charCodeAt(0), 1);

/** Bits 1 and 4 are set in every real-time answer, bits 0 and 7 never. */
export function isStatusByte(byte: number): boolean {
  return (byte & 0b1001_0011) === 0b0001_0010;
}

/** Bits 4 and 7 are never set in an answer to GS r. */
export function isDoneByte(byte: number): boolean {
  return (byte & 0b1001_0000) === 0;
}

/** Undefined: ready. */
export function troubleOf([printer = 0, offline = 0, paper = 0]: readonly number[]):
  PrinterTrouble | undefined {
  if ((offline & 0b0000_0100) !== 0) return 'cover-open';
  if ((paper & 0b0110_0000) !== 0 || (offline & 0b0010_0000) !== 0) return 'paper-out';
  if ((offline & 0b0100_0000) !== 0 || (printer & 0b0000_1000) !== 0) return 'not-ready';
  return undefined;
}
