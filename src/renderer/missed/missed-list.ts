/** What of the missed asks for a look. Pure. */
import type { UtteranceId } from '../../shared/ids.ts';
import type { Missed } from '../../shared/ipc/views.ts';

export function unseenOf(missed: readonly Missed[]): readonly UtteranceId[] {
  return missed.flatMap((one) => (one.kind === 'words' && !one.seen ? [one.utteranceId] : []));
}

export function parkedOf(missed: readonly Missed[]): readonly UtteranceId[] {
  return missed.flatMap((one) => (one.kind === 'parked' ? [one.utteranceId] : []));
}

export function countToLookAt(missed: readonly Missed[]): number {
  return unseenOf(missed).length + parkedOf(missed).length;
}
