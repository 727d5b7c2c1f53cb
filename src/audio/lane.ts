import type { AudioFailure, FromHost, ToHost } from '../shared/audio-port/audio-port.ts';
import type { Result } from '../shared/result.ts';
import type { CaptureDevice, CaptureOpened } from './capture/capture-device.ts';
import { Duplex } from './duplex/duplex.ts';
import {
  addSound,
  failureAt,
  isNewlyOverdue,
  reportHealth,
  startHealth,
  type Health,
} from './listen/health.ts';
import { addToLevel, NO_SOUND, readLevel } from './listen/level.ts';
import { Listener } from './listen/listener.ts';
import type { PlaybackDevice } from './play/playback-device.ts';
import { Player } from './play/player.ts';

const LEVEL_EVERY_US = 100_000;
const HEALTH_EVERY_US = 1_000_000;
/** A gap worth telling at once; the device is not lost yet. */
const GAP_US = 100_000;
const WATCH_EVERY_MS = 50;
/** When the watch itself is this late, our process was held up, and sound may be waiting to be read. */
const WATCH_LATE_US = 150_000;

export type OpenLane = Extract<ToHost, { type: 'open' }>;

type Deps = {
  readonly capture: CaptureDevice;
  readonly openPlayback: () => Promise<Result<PlaybackDevice, AudioFailure>>;
  readonly isVoiced: (samples: Int16Array) => boolean;
  readonly send: (message: FromHost) => void;
  readonly nowUs: () => number;
};

/** One lane's ears and mouth, from `open` until the process ends; owned by the host. */
export class Lane {
  readonly #deps: Deps;
  readonly #open: OpenLane;
  readonly #listener: Listener;
  readonly #player: Player;
  readonly #duplex: Duplex;
  #isMuted = false;
  #health: Health | undefined;
  #level = NO_SOUND;
  #levelSentAtUs = 0;
  #healthSentAtUs = 0;
  #watchedAtUs = 0;
  #watch: NodeJS.Timeout | undefined;
  #deviceRateHz = 0;

  constructor(open: OpenLane, deps: Deps) {
    this.#deps = deps;
    this.#open = open;
    this.#player = new Player({
      ...deps,
      openDevice: deps.openPlayback,
      onPlayed: (samples) => this.#duplex.played(samples),
    });
    this.#player.setVolume(open.volume ?? 1);
    this.#duplex = new Duplex(this.#player);
    this.#listener = new Listener(
      { mode: open.mode, ...open.endpointing },
      {
        isVoiced: deps.isVoiced,
        isOurs: (frame) => this.#duplex.isOurs(frame, deps.nowUs(), this.#isDeaf),
        send: (message) => this.#tell(message),
      },
    );
  }

  /** Tells `opened` with the first sound, or `failed`. */
  async start(): Promise<void> {
    const opened = await this.#deps.capture.open({
      onSamples: (samples, lastSampleAtUs) => this.#hear(samples, lastSampleAtUs),
      onEnded: () => this.#fail('device-lost'),
    });
    if (!opened.ok) {
      this.#fail(opened.failure);
      return;
    }
    this.#begin(opened.value);
  }

  press(isPressed: boolean): void {
    this.#listener.apply({ type: isPressed ? 'pressed' : 'released', atUs: this.#deps.nowUs() });
  }

  mute(isMuted: boolean): void {
    this.#isMuted = isMuted;
    this.#listener.apply(
      isMuted ? { type: 'muted', atUs: this.#deps.nowUs() } : { type: 'unmuted' },
    );
  }

  play(message: Extract<ToHost, { type: 'play' }>): void {
    this.#player.play(message.utteranceId, message.pcm, message.last);
    this.#duplex.tell({ type: 'reply-came' });
  }

  stopPlaying(): void {
    this.#player.stop('staff');
  }

  setVolume(volume: number): void {
    this.#player.setVolume(volume);
  }

  duck(isDucked: boolean): void {
    this.#player.duck(isDucked);
  }

  /** Whether there are words in what is, or was just, said. */
  judge(isSpeech: boolean): void {
    this.#duplex.tell({ type: 'judged', isSpeech });
  }

  /** Ends the open utterance; the streams end with the process. */
  close(): void {
    this.#stop();
    this.#listener.apply({ type: 'closed', atUs: this.#deps.nowUs() });
    this.#player.stop('staff');
  }

  #begin({ deviceRateHz, speed }: CaptureOpened): void {
    const nowUs = this.#deps.nowUs();
    this.#deviceRateHz = deviceRateHz;
    this.#health = startHealth(nowUs, speed);
    this.#watchedAtUs = nowUs;
    this.#watch = setInterval(() => this.#check(), WATCH_EVERY_MS);
  }

  #hear(samples: Int16Array, lastSampleAtUs: number): void {
    if (!this.#health) return;
    if (this.#health.soundSinceUs === undefined) this.#greet(lastSampleAtUs);
    const gapUs = lastSampleAtUs - this.#health.lastSoundAtUs;
    const isGap = this.#health.soundSinceUs !== undefined && gapUs > GAP_US;
    this.#health = addSound(this.#health, samples, lastSampleAtUs);
    this.#listener.hear(samples, lastSampleAtUs);
    this.#level = addToLevel(this.#level, samples);
    const nowUs = this.#deps.nowUs();
    if (isGap) this.#sendHealth(nowUs);
    if (nowUs - this.#levelSentAtUs >= LEVEL_EVERY_US) this.#sendLevel(nowUs);
  }

  #greet(atUs: number): void {
    this.#deps.send({ type: 'opened', deviceRateHz: this.#deviceRateHz });
    this.#healthSentAtUs = atUs;
    const { continued, playback } = this.#open;
    if (playback !== undefined) this.#player.open();
    if (continued) this.#listener.continueUtterance(continued.nextSequence, atUs);
  }

  #check(): void {
    const nowUs = this.#deps.nowUs();
    const isLate = nowUs - this.#watchedAtUs > WATCH_LATE_US;
    this.#watchedAtUs = nowUs;
    if (isLate || !this.#health) return;
    this.#player.checkDevice();
    this.#duplex.tell({ type: 'tick', atUs: nowUs });
    const failure = failureAt(this.#health, nowUs);
    const isDue =
      this.#health.soundSinceUs !== undefined && nowUs - this.#healthSentAtUs >= HEALTH_EVERY_US;
    if (failure ?? (isDue || isNewlyOverdue(this.#health, this.#healthSentAtUs, nowUs))) {
      this.#sendHealth(nowUs);
    }
    if (failure) this.#fail(failure);
  }

  /** Noise is nobody where nobody is listened to, or a key says when. */
  get #isDeaf(): boolean {
    return this.#isMuted || this.#open.mode === 'push-to-talk';
  }

  #tell(message: FromHost): void {
    const atUs = this.#deps.nowUs();
    if (message.type === 'speech_started') this.#duplex.tell({ type: 'speech-started' });
    if (message.type === 'speech_ended') this.#duplex.tell({ type: 'speech-ended', atUs });
    this.#deps.send(message);
  }

  /** The utterance is left open: main goes on with it in the next host. */
  #fail(failure: AudioFailure): void {
    this.#stop();
    this.#player.stop('failure');
    this.#deps.send({ type: 'failed', failure, about: this.#deps.capture.about });
  }

  #stop(): void {
    clearInterval(this.#watch);
    this.#deps.capture.stop();
    this.#health = undefined;
  }

  #sendHealth(nowUs: number): void {
    if (!this.#health) return;
    const { health, report } = reportHealth(this.#health, nowUs);
    this.#health = health;
    this.#healthSentAtUs = nowUs;
    this.#deps.send({ type: 'health', ...report });
  }

  #sendLevel(nowUs: number): void {
    this.#deps.send({
      type: 'level',
      ...readLevel(this.#level),
      speaking: this.#listener.isSpeaking,
    });
    this.#level = NO_SOUND;
    this.#levelSentAtUs = nowUs;
  }
}
