/** A spoken reply on its way to the station, in pieces of at most 500 ms. */
import { MAX_REPLY_CHUNK_BYTES } from '../../shared/wire/down.ts';
import type { UtteranceContext } from '../upstream-port.ts';
import type { Sink } from './ports.ts';

export class ReplySender {
  readonly #context: Pick<UtteranceContext, 'sessionId' | 'utteranceId'>;
  #sequenceNumber = 0;

  constructor(context: Pick<UtteranceContext, 'sessionId' | 'utteranceId'>) {
    this.#context = context;
  }

  /** `pcm` is 16 kHz mono s16le. */
  send(sink: Sink, pcm: Uint8Array): void {
    for (let at = 0; at < pcm.length; at += MAX_REPLY_CHUNK_BYTES) {
      this.#piece(sink, pcm.subarray(at, at + MAX_REPLY_CHUNK_BYTES), false);
    }
  }

  finish(sink: Sink): void {
    this.#piece(sink, new Uint8Array(), true);
  }

  #piece(sink: Sink, pcm: Uint8Array, isComplete: boolean): void {
    const { sessionId, utteranceId } = this.#context;
    const audio = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString('base64');
    const sequenceNumber = this.#sequenceNumber;
    sink.sendReply({
      type: 'audio_response_chunk',
      sessionId,
      utteranceId,
      sequenceNumber,
      isComplete,
      audio,
    });
    this.#sequenceNumber += 1;
  }
}
