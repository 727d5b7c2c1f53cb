/** Counts what is on disk and not delivered, for the screen. Owned by the voice part. */
import type { UtteranceId } from '../../../shared/ids.ts';
import type { SpoolView } from '../../../shared/ipc/views.ts';

export class SpoolCount {
  readonly #waiting = new Set<UtteranceId>();
  readonly #parked = new Set<UtteranceId>();
  readonly #onView: (view: SpoolView) => void;
  #isWritable = true;
  #upload: SpoolView['upload'];

  constructor(onView: (view: SpoolView) => void) {
    this.#onView = onView;
  }

  get view(): SpoolView {
    return {
      waiting: this.#waiting.size,
      parked: this.#parked.size,
      writable: this.#isWritable,
      ...(this.#upload !== undefined && { upload: this.#upload }),
    };
  }

  wait(utteranceId: UtteranceId): void {
    this.#parked.delete(utteranceId);
    this.#waiting.add(utteranceId);
    this.#onView(this.view);
  }

  park(utteranceId: UtteranceId): void {
    this.#waiting.delete(utteranceId);
    this.#parked.add(utteranceId);
    this.#onView(this.view);
  }

  delivered(utteranceId: UtteranceId): void {
    const wasWaiting = this.#waiting.delete(utteranceId);
    const wasParked = this.#parked.delete(utteranceId);
    if (wasWaiting || wasParked) this.#onView(this.view);
  }

  /** The one of the waiting that is on its way; undefined: none is. */
  uploading(upload: SpoolView['upload']): void {
    this.#upload = upload;
    this.#onView(this.view);
  }

  setWritable(isWritable: boolean): void {
    this.#isWritable = isWritable;
    this.#onView(this.view);
  }
}
