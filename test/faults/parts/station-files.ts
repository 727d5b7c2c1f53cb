/** Where a station in the lab keeps what, for its process and for the books. */
import { join } from 'node:path';

export const LAB_STATION_KEY = Uint8Array.from({ length: 32 }, (_, index) => index + 1);

export function stationFiles(folder: string) {
  return {
    identity: join(folder, 'identity.json'),
    voice: join(folder, 'voice.pcm'),
    journal: join(folder, 'journal'),
    /** What came of each delivery, told by the station's tickets. */
    tickets: join(folder, 'tickets.jsonl'),
    /** Where the station's tickets themselves lie. */
    ticketBook: join(folder, 'tickets'),
    framesWritten: (life: number) => join(folder, `frames-written-${life}`),
    sound: (life: number, host: number) => join(folder, `sound-${life}-${host}.wav`),
  };
}

/** Every host hears something else. */
export function soundSeed(seed: number, host: number): number {
  return (Math.imul(seed, 1_000_003) + host * 104_729) | 0;
}
