/**
 * Which of the sound server's sources a lane hears: the one that its device gave first, until a person chooses anew.
 * Owned by the lane. Where no server tells (another system, a device past it), nothing has ever moved.
 */

/** As `sound-server` tells it. */
export type CaptureStream = {
  readonly processId: number;
  readonly sourceName: string | undefined;
};

export class HeardSource {
  #streams: readonly CaptureStream[] = [];
  /** By name: a device that is plugged in again has another number. */
  #name: string | undefined;

  tell(streams: readonly CaptureStream[]): void {
    this.#streams = streams;
  }

  forget(): void {
    this.#name = undefined;
  }

  /** The stream of the open device's host reads from another source than the lane's. */
  hasMoved(processId: number | undefined): boolean {
    const stream = this.#streams.find((each) => each.processId === processId);
    if (stream === undefined) return false;
    this.#name ??= stream.sourceName;
    return stream.sourceName === undefined || stream.sourceName !== this.#name;
  }
}
