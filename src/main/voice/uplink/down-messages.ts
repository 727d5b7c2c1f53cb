/** What the relay says on a connection, and whom it concerns. */
import type { SoldOutFact } from '../../../shared/sold-out/sold-out.ts';
import { downMessageSchema, type DownMessage } from '../../../shared/wire/down.ts';
import type { Log } from '../log.ts';
import type { KeepAlive } from './keep-alive.ts';
import type { RelayOptions, Streams } from './streams.ts';

/** What the relay says about utterances; the rest stays inside the uplink. */
export type UtteranceMessage = Extract<
  DownMessage,
  { type: 'transcription_update' | 'audio_response_chunk' | 'streaming_complete' }
>;

export type Concerned = {
  readonly streams: Pick<Streams, 'acknowledge' | 'giveUp'>;
  readonly keepAlive: Pick<KeepAlive, 'clockReply' | 'stationUs'>;
  readonly log: Log;
  readonly onOptions: (options: RelayOptions) => void;
  /** There is a new figure of the line. */
  readonly onMeasured: () => void;
  readonly onGoAway: (retryAfterMs: number) => void;
  readonly onConfigChanged: () => void;
  readonly onSoldOut: (facts: readonly SoldOutFact[]) => void;
  readonly onUtteranceMessage: (
    message: UtteranceMessage,
    relaySentAtUs: number | undefined,
  ) => void;
};

export function parseDown(text: string): DownMessage | undefined {
  try {
    const parsed = downMessageSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export function takeDownMessage(message: DownMessage, concerned: Concerned): void {
  const { streams, keepAlive, log } = concerned;
  switch (message.type) {
    case 'audio_ack':
      streams.acknowledge(message.utteranceId, message.nextSequence);
      return;
    case 'send_options':
      concerned.onOptions(message);
      return;
    case 'clock_reply':
      keepAlive.clockReply(message);
      concerned.onMeasured();
      return;
    case 'upload_wanted':
      streams.giveUp(message.utteranceId, 'asked-for-upload');
      return;
    case 'streaming_error':
      log.warn({ utteranceId: message.utteranceId, error: message.error }, 'streaming failed');
      streams.giveUp(message.utteranceId, 'refused');
      return;
    case 'fault':
      log.warn({ utteranceId: message.utteranceId, code: message.code }, 'relay fault');
      if (message.utteranceId !== undefined) streams.giveUp(message.utteranceId, 'refused');
      return;
    case 'go_away':
      concerned.onGoAway(message.retryAfterMs);
      return;
    case 'config_changed':
      concerned.onConfigChanged();
      return;
    case 'sold_out':
      concerned.onSoldOut(message.facts);
      return;
    case 'transcription_update':
      concerned.onUtteranceMessage(message, keepAlive.stationUs(message.sentAtUs));
      return;
    case 'streaming_complete':
    case 'audio_response_chunk':
      concerned.onUtteranceMessage(message, undefined);
      return;
    case 'streaming_session_started':
    case 'token_renewed':
      return;
  }
}
