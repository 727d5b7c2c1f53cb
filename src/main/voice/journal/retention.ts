/** Which sound has had its time. Pure: `housekeeping.ts` erases it. */
import { KEY_FILE_BYTES } from './key-slots.ts';
import type { SegmentInfo } from './recover.ts';
import type { StoredUtterance } from './stored-utterance.ts';

export type Retention = {
  /** Delivered sound is erased this long after delivery; 0: at once. */
  readonly keepDeliveredMs: number;
  /** Above this the oldest delivered sound goes early; undelivered sound never does. */
  readonly maxBytes: number;
};

/** End of a shift; days of speech. */
export const DEFAULT_RETENTION: Retention = {
  keepDeliveredMs: 8 * 60 * 60 * 1_000,
  maxBytes: 512 * 1024 * 1024,
};

export function deliveredOf(
  utterances: ReadonlyMap<unknown, StoredUtterance>,
): readonly StoredUtterance[] {
  return [...utterances.values()].filter(({ mark }) => mark === 'delivered');
}

/**
 * Delivered, and older than policy keeps. A wall clock that was set back makes nothing younger than this
 * process knows it to be: no sound outlives its time by more than one start of the app.
 */
export function expired(
  utterances: ReadonlyMap<unknown, StoredUtterance>,
  { keepDeliveredMs }: Retention,
  now: { readonly wallMs: number; readonly us: number },
): readonly StoredUtterance[] {
  return deliveredOf(utterances).filter(({ deliveredAtWallMs, deliveredKnownAtUs }) => {
    const byWallMs = now.wallMs - (deliveredAtWallMs ?? 0);
    const knownForMs = (now.us - (deliveredKnownAtUs ?? now.us)) / 1_000;
    return Math.max(byWallMs, knownForMs) >= keepDeliveredMs;
  });
}

type Files = {
  readonly utterances: ReadonlyMap<unknown, StoredUtterance>;
  readonly segments: ReadonlyMap<number, SegmentInfo>;
  readonly currentNumber: number | undefined;
};

/**
 * What must go for the journal to fit again, oldest segments first. Only segments in which everything is
 * delivered: of others, erasing a part would give no room back.
 */
export function makingRoom(
  { utterances, segments, currentNumber }: Files,
  { maxBytes }: Retention,
): readonly StoredUtterance[] {
  const victims = new Set<StoredUtterance>();
  let bytes = totalBytes(segments);
  for (const number of [...segments.keys()].sort((a, b) => a - b)) {
    const info = segments.get(number);
    if (bytes <= maxBytes || info === undefined) break;
    if (info.isKept || number === currentNumber) continue;
    const users = [...utterances.values()].filter((each) => usesFile(each, number));
    if (users.some(({ mark }) => mark !== 'delivered')) continue;
    for (const user of users) victims.add(user);
    bytes -= info.bytes + KEY_FILE_BYTES;
  }
  return [...victims];
}

/** The pair's segment or its keys. */
export function usesFile({ segments, secret }: StoredUtterance, number: number): boolean {
  return segments.has(number) || secret?.place.keyFile === number;
}

export function totalBytes(segments: ReadonlyMap<number, SegmentInfo>): number {
  let total = 0;
  for (const { bytes } of segments.values()) total += bytes + KEY_FILE_BYTES;
  return total;
}
