/**
 * One client on the socket. It owns the utterances that the client speaks, one recogniser at a time, and
 * answers in the client's dialect. `socket.ts` makes one for each connection.
 *
 *     strange ─ first message, a dialect that is on ─► talking ─ a mistake, or the client leaves ─► over
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { Dialect } from '../../shared/buildpanel/dialects.ts';
import { FRAME_BYTES } from '../../shared/speech/audio-format.ts';
import { drop } from '../log.ts';
import type { PartialRecognition } from '../recognition.ts';
import type { ServiceDeps } from './deps.ts';
import { dialectOf, readUp, sayReply, sayWords, type Heard, type UpEvent } from './dialects.ts';
import { Listening } from './listening.ts';
import { Segmenter } from './segmenter.ts';
import type { Asker } from './stats.ts';

/** WebSocket close codes: the client's mistake; a fault of ours. */
const POLICY_VIOLATION = 1008;
const INTERNAL_ERROR = 1011;
/** When no sound comes for so long after words, the guest is done and is answered. */
const ANSWER_AFTER_MS = 300;
/** 100 ms of reply in a message. */
const REPLY_PIECE_BYTES = 3_200;
const MAX_UNANSWERED = 50;
const MAX_UNSENT_BYTES = 4 * 1024 * 1024;

type Line = Pick<WebSocket, 'send' | 'close' | 'terminate' | 'bufferedAmount'>;

export class Conversation {
  readonly #deps: ServiceDeps;
  readonly #line: Line;
  readonly #segmenter: Segmenter;
  #dialect: Dialect | null = null;
  #asker: Asker;
  #listening: Listening | null = null;
  /** Utterances end in the order in which they were spoken. */
  #ended: Promise<unknown> = Promise.resolve();
  #isRecording = false;
  #hasHeader = false;
  #nextSequence = 0;
  #receivedBytes = 0;
  /** Final words that the guest has not been answered yet. */
  #unanswered: string[] = [];
  #answerTimer: NodeJS.Timeout | null = null;
  #isOver = false;

  constructor(deps: ServiceDeps, line: Line, asker: Asker) {
    this.#deps = deps;
    this.#line = line;
    this.#asker = asker;
    this.#segmenter = new Segmenter(deps.segmenterRules);
  }

  text(message: string): void {
    if (this.#isOver) return;
    const json = jsonOf(message);
    if (this.#dialect === null) {
      const dialect = dialectOf(json);
      if (dialect === null || !this.#deps.behaviour.current.dialects.includes(dialect)) {
        this.#refuse('dialect not supported');
        return;
      }
      this.#dialect = dialect;
    }
    const event = readUp(this.#dialect, json);
    if (event.ok) this.#event(event.value);
    else this.#refuse('message not understood');
  }

  binary(pcm: Uint8Array): void {
    if (this.#isOver) return;
    const isExpected = this.#dialect === 'd1' ? this.#isRecording : this.#hasHeader;
    this.#hasHeader = false;
    if (isExpected) this.#audio(pcm);
    else this.#refuse('audio not expected here');
  }

  /** The client has left. */
  close(): void {
    this.#isOver = true;
    if (this.#answerTimer !== null) clearTimeout(this.#answerTimer);
    this.#listening?.abort();
    this.#listening = null;
  }

  #event(event: UpEvent): void {
    switch (event.type) {
      case 'hello':
        this.#asker = {
          restaurantId: event.restaurantId,
          userId: event.userId,
          sessionId: event.sessionId,
        };
        return;
      case 'start':
        if (this.#isRecording) this.#refuse('already recording');
        this.#isRecording = true;
        return;
      case 'header':
        this.#inSequence(event.sequence);
        this.#hasHeader = true;
        return;
      case 'audio':
        this.#inSequence(event.sequence);
        this.#audio(event.pcm);
        return;
      case 'stop':
        if (!this.#isRecording) this.#refuse('not recording');
        this.#isRecording = false;
        this.#finish();
        this.#answerSoon(0);
        return;
    }
  }

  #inSequence(sequence: number): void {
    if (sequence !== this.#nextSequence) this.#deps.stats.sequenceGap();
    this.#nextSequence = sequence + 1;
  }

  #audio(pcm: Uint8Array): void {
    this.#receivedBytes += pcm.length;
    const { closeAfterFrames, faults } = this.#deps.behaviour.current;
    if (closeAfterFrames !== null && this.#receivedBytes > closeAfterFrames * FRAME_BYTES) {
      this.close();
      this.#line.terminate();
      return;
    }
    if ((faults.socket ?? faults.all) === 'mute') return;
    if (this.#dialect === 'd1') {
      this.#hear(pcm);
      return;
    }
    for (const event of this.#segmenter.take(pcm)) {
      if (event.type === 'audio') this.#hear(event.pcm);
      else this.#finish();
    }
    this.#answerSoon(ANSWER_AFTER_MS);
  }

  #hear(pcm: Uint8Array): void {
    this.#listening ??= new Listening(
      this.#deps.recogniser,
      (partial) => this.#partial(partial),
      this.#ended,
    );
    this.#listening.write(pcm);
  }

  /** Nothing spoken since the last time is an answer too: the client waits for one. */
  #finish(): void {
    const listening = this.#listening;
    this.#listening = null;
    const finished = this.#ended.then(() => this.#final(listening));
    this.#ended = finished;
    drop(finished, this.#deps.log);
  }

  #partial({ text, confidence }: PartialRecognition): void {
    this.#deps.stats.partial();
    this.#say({ text, confidence, isFinal: false });
  }

  async #final(listening: Listening | null): Promise<void> {
    await delay(this.#deps.behaviour.current.slowMs);
    if (this.#isOver) {
      listening?.abort();
      return;
    }
    if (listening === null) {
      this.#say({ text: '', confidence: null, isFinal: true });
      await this.#answer();
      return;
    }
    const heard = await listening.end();
    if (this.#dialect === null || this.#isGone()) return;
    const outcome = heard.ok ? heard.value : heard.failure;
    this.#deps.stats.utterance(this.#dialect, this.#asker, listening.sizeBytes, outcome);
    if (!heard.ok) {
      this.#deps.log.warn({ code: heard.failure }, 'an utterance was not recognised');
      this.#leave('speech not processed', INTERNAL_ERROR);
      return;
    }
    const { text, confidence, isSpeech } = heard.value;
    this.#say({ text, confidence: text === '' ? null : confidence, isFinal: true });
    this.#unanswered = [...this.#unanswered, isSpeech ? text : ''].slice(-MAX_UNANSWERED);
  }

  #answerSoon(delayMs: number): void {
    if (this.#answerTimer !== null) clearTimeout(this.#answerTimer);
    this.#answerTimer = setTimeout(
      () =>
        drop(
          this.#ended.then(() => this.#answer()),
          this.#deps.log,
        ),
      delayMs,
    );
  }

  /** A guest who has gone on speaking is answered after that. */
  async #answer(): Promise<void> {
    if (this.#unanswered.length === 0 || this.#listening !== null || this.#isOver) return;
    const words = this.#unanswered.filter((text) => text !== '').join(' ');
    this.#unanswered = [];
    const { understanding, speaker, log } = this.#deps;
    const reply = await speaker.pcm(understanding.understand(words).response);
    if (!reply.ok) {
      log.error({ code: reply.failure }, 'a reply could not be spoken');
      return;
    }
    if (this.#dialect === null) return;
    for (const message of sayReply(this.#dialect, reply.value, REPLY_PIECE_BYTES))
      this.#send(message);
  }

  #say(heard: Omit<Heard, 'isSpeech'>): void {
    if (this.#dialect === null) return;
    const { isSpeech } = this.#deps;
    this.#send(sayWords(this.#dialect, { ...heard, isSpeech }, this.#asker.sessionId));
  }

  /** A client that doesn't read is cut. */
  #send(message: string | Uint8Array): void {
    if (this.#isOver) return;
    this.#line.send(message);
    if (this.#line.bufferedAmount <= MAX_UNSENT_BYTES) return;
    this.close();
    this.#line.terminate();
  }

  #refuse(error: string): void {
    this.#deps.stats.brokenMessage();
    this.#leave(error, POLICY_VIOLATION);
  }

  #leave(error: string, closeCode: number): void {
    this.#send(JSON.stringify({ type: 'error', error }));
    this.close();
    this.#line.close(closeCode);
  }

  /** A call, because it may have become so while something was awaited. */
  #isGone(): boolean {
    return this.#isOver;
  }
}

function jsonOf(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
