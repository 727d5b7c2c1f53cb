/**
 * Tells staff long before there is no room for sound: the journal nears the bytes that policy gives it, or
 * the disk itself gets full. Told again only when it has become clearly worse, or is over.
 */
import { statfs } from 'node:fs/promises';

/** Of policy's bytes. Below the lower one it is over. */
const FILLING = { fromPercent: 80, untilPercent: 70 } as const;
/** Eight hours of one lane's speech: time to act. */
const LOW_DISK = { belowBytes: 1024 ** 3, untilBytes: 1.25 * 1024 ** 3 } as const;
const PERCENT_STEP = 5;
const MEGABYTE_STEP = 100;

export type SpaceNews =
  /** Shares of policy's bytes: of everything that is kept, and of what could not be delivered yet. */
  | {
      readonly kind: 'journal-filling';
      readonly usedPercent: number;
      readonly waitingPercent: number;
    }
  | { readonly kind: 'journal-roomy' }
  | { readonly kind: 'disk-filling'; readonly freeMegabytes: number }
  | { readonly kind: 'disk-roomy' };

export type Space = {
  readonly usedBytes: number;
  readonly waitingBytes: number;
  readonly maxBytes: number;
  /** Undefined where the system does not say. */
  readonly freeBytes: number | undefined;
};

export class SpaceWatch {
  #toldPercent: number | undefined;
  #toldMegabytes: number | undefined;

  look(space: Space): readonly SpaceNews[] {
    return [this.#journal(space), this.#disk(space)].filter((news) => news !== undefined);
  }

  #journal({ usedBytes, waitingBytes, maxBytes }: Space): SpaceNews | undefined {
    const percentOf = (bytes: number): number => Math.round((bytes / maxBytes) * 100);
    const usedPercent = percentOf(usedBytes);
    const told = this.#toldPercent;
    if (
      told === undefined ? usedPercent < FILLING.fromPercent : usedPercent < told + PERCENT_STEP
    ) {
      if (told === undefined || usedPercent >= FILLING.untilPercent) return undefined;
      this.#toldPercent = undefined;
      return { kind: 'journal-roomy' };
    }
    this.#toldPercent = usedPercent;
    return { kind: 'journal-filling', usedPercent, waitingPercent: percentOf(waitingBytes) };
  }

  #disk({ freeBytes }: Space): SpaceNews | undefined {
    if (freeBytes === undefined) return undefined;
    const freeMegabytes = Math.floor(freeBytes / 1024 ** 2);
    const told = this.#toldMegabytes;
    const isWorse =
      told === undefined
        ? freeBytes < LOW_DISK.belowBytes
        : freeMegabytes <= told - MEGABYTE_STEP || (freeMegabytes === 0 && told > 0);
    if (!isWorse) {
      if (told === undefined || freeBytes < LOW_DISK.untilBytes) return undefined;
      this.#toldMegabytes = undefined;
      return { kind: 'disk-roomy' };
    }
    this.#toldMegabytes = freeMegabytes;
    return { kind: 'disk-filling', freeMegabytes };
  }
}

/** What is left on the disk of `directory` for this user; undefined while there is none. */
export async function freeBytesAt(directory: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
