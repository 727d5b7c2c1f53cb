/** Opens one device in an audio host of its own, plays the test tones and records levels for a few seconds. */
import {
  DEFAULT_ENDPOINTING,
  fromHostSchema,
  type AudioFailure,
  type CaptureSource,
  type FromHost,
  type ToHost,
} from '../../../shared/audio-port/audio-port.ts';
import type { UtteranceId } from '../../../shared/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Clock } from '../clock.ts';
import type { Recording } from './judge-device.ts';
import { testTones } from './test-tones.ts';

/** Fork, load and open, of all devices at once; a driver can hang in any of them. */
const OPEN_DEADLINE_MS = 15_000;
/** Long enough for somebody to say "one, two, three". */
const RECORD_MS = 4_000;

export type TestHost = {
  readonly send: (message: ToHost) => void;
  readonly onMessage: (receive: (message: unknown) => void) => void;
  readonly onExit: (left: () => void) => void;
  readonly kill: () => void;
};

export type RecordDeps = {
  readonly fork: () => TestHost;
  readonly clock: Pick<Clock, 'after' | 'nowUs'>;
  /** The tones are told of under it. */
  readonly newPlayId: () => UtteranceId;
};

type Levels = Extract<FromHost, { type: 'level' }>;

export function recordDevice(
  capture: CaptureSource,
  playback: string | undefined,
  { fork, clock, newPlayId }: RecordDeps,
): Promise<Result<Recording, AudioFailure>> {
  const host = fork();
  const askedAtUs = clock.nowUs();
  const levels: Levels[] = [];
  let openMs: number | undefined;
  let missingMs = 0;
  let playedMs = playback === undefined ? undefined : 0;
  return new Promise((resolve) => {
    const end = (result: Result<Recording, AudioFailure>) => {
      cancel();
      host.kill();
      resolve(result);
    };
    const finish = () => {
      if (openMs === undefined) end(fail('silent-device'));
      else if (levels.length === 0) end(fail('device-lost'));
      else end(ok({ openMs, levels, missingMs, playedMs }));
    };
    const opened = () => {
      openMs = (clock.nowUs() - askedAtUs) / 1_000;
      cancel();
      cancel = clock.after(RECORD_MS, finish);
      if (playback === undefined) return;
      host.send({ type: 'play', utteranceId: newPlayId(), pcm: testTones(), last: true });
    };
    let cancel = clock.after(OPEN_DEADLINE_MS, finish);
    host.onExit(() => end(fail('device-lost')));
    host.onMessage((unparsed) => {
      const parsed = fromHostSchema.safeParse(unparsed);
      if (!parsed.success) return;
      const message = parsed.data;
      if (message.type === 'opened') opened();
      if (message.type === 'failed') end(fail(message.failure));
      if (message.type === 'level') levels.push(message);
      if (message.type === 'health') missingMs = message.missingMs;
      if (message.type === 'playback_ended') playedMs = message.playedMs;
    });
    host.send({
      type: 'open',
      capture,
      ...(playback !== undefined && { playback }),
      // Nothing said is to become an utterance.
      mode: 'push-to-talk',
      endpointing: DEFAULT_ENDPOINTING,
    });
  });
}
