/** In which order a ticket is read back to the guest: what is unsure first, so that it is mended while they listen. */
import type { TicketLine } from './ticket.ts';
import { SURE_CONFIDENCE } from './voice-edit.ts';

/** `unsure`: heard badly; `heard`: waits for a yes; `sure`: a person said yes to it. */
export type ReadBackSurety = 'unsure' | 'heard' | 'sure';

export type ReadBackLine = { readonly line: TicketLine; readonly surety: ReadBackSurety };

const ORDER = ['unsure', 'heard', 'sure'] as const satisfies readonly ReadBackSurety[];

export function readBackOf(lines: readonly TicketLine[]): readonly ReadBackLine[] {
  const all = lines.map((line) => ({ line, surety: suretyOf(line) }));
  return ORDER.flatMap((surety) => all.filter((one) => one.surety === surety));
}

function suretyOf({ status, origin }: TicketLine): ReadBackSurety {
  if (status === 'confirmed') return 'sure';
  return origin.by === 'voice' && origin.confidence < SURE_CONFIDENCE ? 'unsure' : 'heard';
}
