/**
 * A line of bytes between a station and its relay that can be made bad: slow, narrow, deaf, cut, reset,
 * with flipped bits. It knows nothing of what it carries. A `FaultyLink` does the same to HTTP requests.
 */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export type LineConditions = {
  /** One way. */
  readonly latencyMs: number;
  readonly jitterMs: number;
  /** Each way; `Infinity`: as fast as it goes. */
  readonly bytesPerS: number;
  /** Takes bytes and gives none on: the connections of that time stay half-open for good. */
  readonly swallows: boolean;
  /** Nobody is let in. */
  readonly isDown: boolean;
  /** Of a piece of up to 64 kB, in [0, 1]: one bit of it turns over. */
  readonly flipChance: number;
};

export const GOOD_LINE: LineConditions = {
  latencyMs: 0,
  jitterMs: 0,
  bytesPerS: Infinity,
  swallows: false,
  isDown: false,
  flipChance: 0,
};

/** More than this on its way holds the sender back, as a network does. */
const MAX_ON_WAY_BYTES = 256 * 1024;

type Pair = { readonly near: Socket; readonly far: Socket; isDeaf: boolean };

export class TcpLink {
  conditions: LineConditions = GOOD_LINE;
  accepted = 0;
  flippedBits = 0;
  readonly #target: { readonly host: string; readonly port: number };
  readonly #chance: () => number;
  readonly #pairs = new Set<Pair>();
  readonly #server: Server;

  private constructor(target: { host: string; port: number }, chance: () => number) {
    this.#target = target;
    this.#chance = chance;
    this.#server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => this.#take(near));
  }

  static async open(
    target: { readonly host: string; readonly port: number },
    chance: () => number,
    listenOn = '127.0.0.1',
  ): Promise<TcpLink> {
    const link = new TcpLink(target, chance);
    await new Promise<void>((resolve) => link.#server.listen(0, listenOn, resolve));
    return link;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  set(conditions: Partial<LineConditions>): void {
    this.conditions = { ...GOOD_LINE, ...conditions };
    if (!this.conditions.swallows) return;
    for (const pair of this.#pairs) pair.isDeaf = true;
  }

  /** Every connection ends by RST. */
  reset(): void {
    for (const { near, far } of this.#pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  }

  /** All but the one connection that has carried most are cut, and nobody is let in. */
  keepBusiest(): void {
    this.set({ isDown: true });
    const [busiest] = [...this.#pairs].sort((a, b) => carried(b) - carried(a));
    for (const pair of this.#pairs) if (pair !== busiest) pair.near.resetAndDestroy();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const { near, far } of this.#pairs) {
      near.destroy();
      far.destroy();
    }
    await closed;
  }

  #take(near: Socket): void {
    this.accepted += 1;
    if (this.conditions.isDown) {
      near.on('error', () => undefined);
      near.resetAndDestroy();
      return;
    }
    const far = connect({ ...this.#target, noDelay: true, allowHalfOpen: true });
    const pair: Pair = { near, far, isDeaf: this.conditions.swallows };
    this.#pairs.add(pair);
    this.#carry(pair, near, far);
    this.#carry(pair, far, near);
  }

  #carry(pair: Pair, from: Socket, to: Socket): void {
    let freeAtMs = 0;
    let onWayBytes = 0;
    const dueInMs = (sizeBytes: number): number => {
      const { latencyMs, jitterMs, bytesPerS } = this.conditions;
      const nowMs = performance.now();
      const lateMs = Math.max(0, latencyMs + jitterMs * (2 * this.#chance() - 1));
      // Bytes of a stream do not overtake each other.
      freeAtMs = Math.max(freeAtMs, nowMs) + (sizeBytes / bytesPerS) * 1_000;
      freeAtMs = Math.max(freeAtMs, nowMs + lateMs);
      return freeAtMs - nowMs;
    };
    from.on('data', (piece: Buffer) => {
      if (pair.isDeaf) return;
      onWayBytes += piece.length;
      if (onWayBytes > MAX_ON_WAY_BYTES) from.pause();
      const sent = this.#flipped(piece);
      later(dueInMs(piece.length), () => {
        onWayBytes -= piece.length;
        if (from.isPaused() && onWayBytes <= MAX_ON_WAY_BYTES / 2) from.resume();
        if (!pair.isDeaf && !to.destroyed) to.write(sent);
      });
    });
    from.on('end', () => {
      if (!pair.isDeaf) later(dueInMs(0), () => to.end());
    });
    from.on('error', () => {
      if (!pair.isDeaf) to.resetAndDestroy();
    });
    from.on('close', () => {
      if (from.destroyed && to.destroyed) this.#pairs.delete(pair);
      else if (!pair.isDeaf) later(dueInMs(0), () => to.destroy());
    });
  }

  #flipped(piece: Buffer): Buffer {
    if (this.#chance() >= this.conditions.flipChance) return piece;
    const bad = Buffer.from(piece);
    const at = Math.floor(this.#chance() * bad.length);
    bad.writeUInt8(bad.readUInt8(at) ^ (1 << Math.floor(this.#chance() * 8)), at);
    this.flippedBits += 1;
    return bad;
  }
}

function carried({ near }: Pair): number {
  return near.bytesRead + near.bytesWritten;
}

function later(delayMs: number, run: () => void): void {
  if (delayMs < 0.5) run();
  else setTimeout(run, delayMs);
}
