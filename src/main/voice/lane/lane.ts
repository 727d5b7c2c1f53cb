/**
 * One lane: its audio host (forked, watched, killed and forked again), its device, its speech and what the
 * screen says of it. The voice part owns one per lane and gets utterances out of it.
 */
import {
  fromHostSchema,
  type CaptureSource,
  type Endpointing,
  type FromHost,
} from '../../../shared/audio-port/audio-port.ts';
import type { LaneId, UtteranceId } from '../../../shared/ids.ts';
import type { DeviceView, LaneView, LevelView } from '../../../shared/ipc/views.ts';
import type { Cancel, Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { AudioHostProcess, ForkAudioHost } from './audio-host-process.ts';
import { Capture, type CaptureEvents } from './capture.ts';
import {
  stepDevice,
  type DeviceEffect,
  type DeviceEvent,
  type DeviceState,
} from './device-machine.ts';
import {
  INITIAL_LANE,
  laneWord,
  stepLane,
  type LaneEvent,
  type LaneState,
} from './lane-machine.ts';

/** An open host gives a level ten times a second, and says at 250 ms that its device does not. */
const WATCH_SILENCE_US = 400_000;
const WATCH_EVERY_MS = 50;
/** A watch that comes this late was held up itself; what the host said is still to be read. */
const WATCH_LATE_US = 150_000;
/** Fork, load and open; a driver can hang in any of them. */
const OPEN_DEADLINE_MS = 8_000;
/** An utterance waits this long for its next host, then ends with what there is. */
const CONTINUE_DEADLINE_MS = 3_000;
/** Below this a device's missing sound is the clock's and the scheduler's doing. */
const NOTABLE_GAP_MS = 100;

export type LaneSettings = {
  readonly laneId: LaneId;
  readonly name: string;
  /** Without it nothing is heard until a person chooses. */
  readonly capture: CaptureSource | undefined;
  readonly playback: string | undefined;
  readonly mode: 'hands-free' | 'push-to-talk';
  readonly endpointing: Endpointing;
};

export type LaneDeps = {
  readonly fork: ForkAudioHost;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly capture: CaptureEvents;
  readonly onView: (view: LaneView) => void;
  readonly onLevel: (level: LevelView) => void;
  readonly onPlayback: (ended: Extract<FromHost, { type: 'playback_ended' }>) => void;
};

export class Lane {
  readonly laneId: LaneId;
  readonly #deps: LaneDeps;
  #settings: LaneSettings;
  #device: DeviceState = { name: 'unchosen' };
  #state: LaneState = INITIAL_LANE;
  #capture: Capture;
  #host: AudioHostProcess | undefined;
  /** Counts hosts: what an older one says or does is ignored. */
  #hostNumber = 0;
  /** The host's last sign of life, and its last sign of sound (0: none yet). */
  #lastMessageAtUs = 0;
  #lastSoundAtUs = 0;
  /** When the last host that gave sound gave its last; undefined when nothing is missing. */
  #deafSinceUs: number | undefined;
  /** Sound that the device owes: what it told last, and what of it was counted as lost. */
  #owedMs = { told: 0, counted: 0 };
  #gaps = { count: 0, totalMs: 0 };
  #isMuted = false;
  #isPressed = false;
  #areWordsAvailable = true;
  #cancelWait: Cancel = () => undefined;
  #cancelWatch: Cancel = () => undefined;
  #cancelContinue: Cancel = () => undefined;
  #lastView = '';

  constructor(settings: LaneSettings, deps: LaneDeps) {
    this.laneId = settings.laneId;
    this.#settings = settings;
    this.#deps = deps;
    this.#capture = this.#newCapture();
  }

  get mode(): LaneSettings['mode'] {
    return this.#settings.mode;
  }

  get hasPlayback(): boolean {
    return this.#settings.playback !== undefined;
  }

  get view(): LaneView {
    const { laneId, name, mode, playback } = this.#settings;
    return {
      laneId,
      name,
      state: laneWord(this.#state),
      mode,
      muted: this.#isMuted,
      device: this.#deviceView(),
      ...(playback === undefined ? {} : { playbackDevice: playback }),
      listeningGaps: this.#gaps,
      wordsAvailable: this.#areWordsAvailable,
    };
  }

  start(): void {
    if (this.#settings.capture !== undefined) this.#stepDevice({ type: 'open' });
    this.#show();
  }

  stop(): void {
    this.#capture.cutOff('closed');
    this.#cancelWait();
    this.#cancelContinue();
    this.#killHost();
    this.#device = { name: 'unchosen' };
  }

  press(isPressed: boolean): void {
    this.#isPressed = isPressed;
    this.#host?.send({ type: 'push_to_talk', pressed: isPressed });
  }

  mute(isMuted: boolean): void {
    this.#isMuted = isMuted;
    this.#host?.send({ type: 'mute', muted: isMuted });
    this.#stepLane({ type: 'can-hear', canHear: this.#canHear() });
  }

  /** Another device or mode begins with a new host. */
  change(change: Partial<Pick<LaneSettings, 'capture' | 'playback' | 'mode'>>): void {
    this.#capture.cutOff('closed');
    this.#settings = { ...this.#settings, ...change };
    this.#isPressed = false;
    // A change that a person made is no loss.
    this.#killHost();
    this.#lastSoundAtUs = 0;
    this.#deafSinceUs = undefined;
    this.#capture = this.#newCapture();
    if (this.#settings.capture !== undefined) this.#stepDevice({ type: 'open' });
    this.#show();
  }

  retryDevice(): void {
    if (this.#settings.capture !== undefined) this.#stepDevice({ type: 'open' });
  }

  play(utteranceId: UtteranceId, pcm: Uint8Array, last: boolean): void {
    // In memory of its own: a message carries the whole of the memory that it looks into.
    this.#host?.send({ type: 'play', utteranceId, pcm: Uint8Array.from(pcm), last });
  }

  stopPlaying(): void {
    this.#host?.send({ type: 'stop_playing' });
  }

  settled(utteranceId: UtteranceId): void {
    this.#stepLane({ type: 'settled', utteranceId });
  }

  setTakenOver(isTakenOver: boolean): void {
    this.#stepLane({ type: 'taken-over', isTakenOver });
  }

  setWordsAvailable(areWordsAvailable: boolean): void {
    this.#areWordsAvailable = areWordsAvailable;
    this.#show();
  }

  #newCapture(): Capture {
    const { capture } = this.#deps;
    const source = this.#settings.capture;
    return new Capture(
      {
        ...capture,
        onStarted: (startedAtUs) => {
          const utteranceId = capture.onStarted(startedAtUs);
          this.#stepLane({ type: 'speech-started', utteranceId });
          return utteranceId;
        },
        onEnded: (utteranceId, end) => {
          this.#cancelContinue();
          this.#stepLane({ type: 'speech-ended', utteranceId });
          capture.onEnded(utteranceId, end);
        },
      },
      source?.kind === 'wav' ? source.speed : 1,
    );
  }

  #stepDevice(event: DeviceEvent): void {
    const { clock, random } = this.#deps;
    const step = stepDevice(this.#device, event, { nowUs: clock.nowUs(), random: random() });
    this.#device = step.state;
    for (const effect of step.effects) this.#perform(effect);
    this.#stepLane({ type: 'can-hear', canHear: this.#canHear() });
    this.#show();
  }

  #perform(effect: DeviceEffect): void {
    switch (effect.do) {
      case 'respawn':
        this.#respawn();
        return;
      case 'kill':
        this.#killHost();
        return;
      case 'wait':
        this.#cancelWait();
        this.#cancelWait = this.#deps.clock.after(effect.delayMs, () => {
          this.#stepDevice({ type: 'timer' });
        });
        return;
    }
  }

  #respawn(): void {
    const { capture, playback, mode, endpointing } = this.#settings;
    this.#cancelWait();
    this.#killHost();
    if (capture === undefined) return;
    const { continued } = this.#capture;
    const host = this.#deps.fork();
    const number = this.#hostNumber;
    this.#host = host;
    host.onMessage((message) => {
      if (number === this.#hostNumber) this.#receive(message);
    });
    host.onExit(() => {
      if (number === this.#hostNumber) this.#stepDevice({ type: 'host-gone' });
    });
    host.send({
      type: 'open',
      capture,
      mode,
      endpointing,
      ...(playback === undefined ? {} : { playback }),
      ...(continued === undefined ? {} : { continued }),
    });
    this.#cancelWatch = this.#deps.clock.after(OPEN_DEADLINE_MS, () => {
      this.#deps.log.warn({ laneId: this.laneId }, 'the audio host did not open in time');
      this.#stepDevice({ type: 'host-gone' });
    });
  }

  #killHost(): void {
    this.#hostNumber += 1;
    this.#cancelWatch();
    const host = this.#host;
    this.#host = undefined;
    if (host === undefined) return;
    host.kill();
    this.#silence();
  }

  /** Nothing is heard from here on: counted when sound is back. */
  #silence(): void {
    if (this.#lastSoundAtUs > 0) this.#deafSinceUs ??= this.#lastSoundAtUs;
    this.#owedMs = { told: 0, counted: 0 };
    if (this.#state.activity.name === 'speaking') {
      const { utteranceId } = this.#state.activity;
      this.#stepLane({ type: 'reply-ended', utteranceId });
    }
    // From the first host that was lost: those that fail after it give no more time.
    if (this.#capture.continued === undefined || this.#capture.isBetweenHosts) return;
    this.#capture.hostGone();
    this.#cancelContinue();
    this.#cancelContinue = this.#deps.clock.after(CONTINUE_DEADLINE_MS, () => {
      if (this.#capture.isBetweenHosts) this.#capture.cutOff('closed');
    });
  }

  #watch(checkedAtUs: number): void {
    this.#cancelWatch = this.#deps.clock.after(WATCH_EVERY_MS, () => {
      const nowUs = this.#deps.clock.nowUs();
      const wasHeldUp = nowUs - checkedAtUs > WATCH_LATE_US;
      if (!wasHeldUp && nowUs - this.#lastMessageAtUs > WATCH_SILENCE_US) {
        this.#deps.log.warn({ laneId: this.laneId }, 'the audio host is stuck');
        this.#stepDevice({ type: 'host-gone' });
        return;
      }
      this.#watch(nowUs);
    });
  }

  #receive(unparsed: unknown): void {
    const parsed = fromHostSchema.safeParse(unparsed);
    if (!parsed.success) {
      this.#deps.log.warn({ laneId: this.laneId }, 'the audio host broke the contract');
      return;
    }
    const message = parsed.data;
    this.#lastMessageAtUs = this.#deps.clock.nowUs();
    switch (message.type) {
      case 'opened':
        this.#opened();
        return;
      case 'failed':
        this.#deps.log.warn({ laneId: this.laneId, failure: message.failure }, 'audio failed');
        this.#stepDevice({ type: 'failed', failure: message.failure });
        return;
      case 'speech_started':
        this.#heard();
        this.#capture.started(message);
        return;
      case 'frames':
        this.#heard();
        if (!this.#capture.frames(message)) {
          this.#deps.log.warn({ laneId: this.laneId }, 'frames of no utterance');
        }
        return;
      case 'speech_ended':
        this.#heard();
        this.#capture.ended(message);
        return;
      case 'level':
        this.#heard();
        this.#level(message);
        return;
      case 'health':
        this.#health(message);
        return;
      case 'playback_started':
        this.#stepLane({ type: 'reply-started', utteranceId: message.utteranceId });
        return;
      case 'playback_ended':
        this.#stepLane({ type: 'reply-ended', utteranceId: message.utteranceId });
        this.#deps.onPlayback(message);
        return;
      case 'devices':
        return;
    }
  }

  #heard(): void {
    this.#lastSoundAtUs = this.#deps.clock.nowUs();
  }

  #opened(): void {
    const nowUs = this.#deps.clock.nowUs();
    this.#cancelWatch();
    this.#heard();
    if (this.#deafSinceUs !== undefined) this.#addGap((nowUs - this.#deafSinceUs) / 1_000);
    this.#deafSinceUs = undefined;
    if (this.#isMuted) this.#host?.send({ type: 'mute', muted: true });
    if (this.#settings.mode === 'push-to-talk') {
      this.#host?.send({ type: 'push_to_talk', pressed: this.#isPressed });
    }
    this.#watch(nowUs);
    this.#stepDevice({ type: 'opened' });
  }

  #level(message: Extract<FromHost, { type: 'level' }>): void {
    this.#deps.onLevel({
      laneId: this.laneId,
      rmsDbfs: message.rmsDbfs,
      peakDbfs: message.peakDbfs,
      clipping: message.clippedSamples > 0,
      speaking: message.speaking,
    });
  }

  #health(message: Extract<FromHost, { type: 'health' }>): void {
    // A starved sound server pays its debt in a burst: lost is what is still owed at the next report.
    const lastingMs = Math.min(this.#owedMs.told, message.missingMs);
    const lostMs = lastingMs - this.#owedMs.counted;
    const isNotable = lostMs >= NOTABLE_GAP_MS;
    this.#owedMs = {
      told: message.missingMs,
      counted: isNotable ? lastingMs : this.#owedMs.counted,
    };
    if (!isNotable) return;
    this.#addGap(lostMs);
    this.#show();
  }

  #addGap(lostMs: number): void {
    this.#gaps = { count: this.#gaps.count + 1, totalMs: this.#gaps.totalMs + Math.round(lostMs) };
    this.#deps.log.warn({ laneId: this.laneId, lostMs: Math.round(lostMs) }, 'sound was lost');
  }

  #canHear(): boolean {
    const isHandsFree = this.#settings.mode === 'hands-free';
    return this.#device.name === 'open' && !this.#isMuted && isHandsFree;
  }

  #stepLane(event: LaneEvent): void {
    this.#state = stepLane(this.#state, event);
    this.#show();
  }

  #show(): void {
    const view = this.view;
    const text = JSON.stringify(view);
    if (text === this.#lastView) return;
    this.#lastView = text;
    this.#deps.onView(view);
  }

  #deviceView(): DeviceView {
    const name = nameOf(this.#settings.capture);
    switch (this.#device.name) {
      case 'unchosen':
        return { state: 'absent', name, failure: 'no-such-device' };
      case 'opening':
      case 'open':
        return { state: this.#device.name, name };
      case 'failing':
      case 'absent':
        return { state: this.#device.name, name, failure: this.#device.failure };
    }
  }
}

function nameOf(source: CaptureSource | undefined): string {
  if (source === undefined) return '';
  return source.kind === 'wav' ? source.path : source.name;
}
