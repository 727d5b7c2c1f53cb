/** What came of a spoken sentence, as `npm start -- --say` prints it. */
import type { StationSnapshot, TranscriptEntry } from '../../src/shared/ipc/views.ts';
import { utterancesSince } from './drive.ts';
import type { Speech } from './speech.ts';

export type Outcome = {
  readonly final: string;
  readonly partials: number;
  readonly firstPartialMs: number | null;
  readonly finalMs: number | null;
  readonly endpointWaitMs: number | null;
  readonly via: 'streaming' | 'batch';
  readonly words: 'available' | 'not-available' | 'nothing-heard';
  readonly lines: readonly {
    readonly itemId: string;
    readonly name: string;
    readonly quantity: number;
    readonly modifiers: readonly string[];
    readonly priceCents: number;
  }[];
  readonly questions: readonly string[];
  readonly electron: string;
};

/** `speech` is when the sentence was played, on the monotonic clock that the station stamps with. */
export function outcomeOf(snapshot: StationSnapshot, laneId: string, speech: Speech): Outcome {
  const said = utterancesSince(snapshot, speech.startedAtUs - 1_000_000).filter(
    (entry) => entry.laneId === laneId,
  );
  const last = said.at(-1);
  const firstPartialAtUs = said.map((entry) => entry.times.firstPartialAtUs).find(isNumber);
  const ticket = snapshot.tickets.find((entry) => entry.laneId === laneId)?.ticket;
  return {
    final: said
      .map((entry) => entry.text)
      .filter((text) => text !== '')
      .join(' '),
    partials: said.reduce((sum, entry) => sum + entry.partials, 0),
    firstPartialMs: since(speech.startedAtUs, firstPartialAtUs),
    finalMs: since(speech.endedAtUs, last?.times.finalAtUs),
    endpointWaitMs: since(last?.times.speechEndedAtUs, last?.times.endpointedAtUs),
    via: last?.via ?? 'batch',
    words: wordsOf(said),
    lines: (ticket?.lines ?? []).map((line) => ({
      itemId: line.itemId,
      name: line.name,
      quantity: line.quantity,
      modifiers: [...line.modifiers, ...line.choices].map(({ name }) => name),
      priceCents: line.unitPriceCents,
    })),
    questions: (ticket?.questions ?? []).map(({ text }) => text),
    electron: snapshot.station.electron,
  };
}

function wordsOf(said: readonly TranscriptEntry[]): Outcome['words'] {
  if (said.some((entry) => entry.status === 'final')) return 'available';
  return said.some((entry) => entry.status === 'words-not-available')
    ? 'not-available'
    : 'nothing-heard';
}

const isNumber = (value: number | undefined): value is number => value !== undefined;

function since(fromUs: number | undefined, toUs: number | undefined): number | null {
  return fromUs === undefined || toUs === undefined ? null : Math.round((toUs - fromUs) / 1_000);
}
