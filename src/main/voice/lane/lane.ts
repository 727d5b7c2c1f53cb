/**
 * One lane: its audio host (forked, watched, killed and forked again), its device, its speech and what the
 * screen says of it. The voice part owns one per lane and gets utterances out of it.
 */
import type { AudioFailure, FromHost } from '../../../shared/audio-port/audio-port.ts';
import { utteranceIdSchema, type LaneId, type UtteranceId } from '../../../shared/ids.ts';
import type { LaneView } from '../../../shared/ipc/views.ts';
import { fail, type Result } from '../../../shared/result.ts';
import { USUAL_TALK } from '../../../shared/talk.ts';
import type { Cancel } from '../clock.ts';
import { Capture } from './capture.ts';
import {
  stepDevice,
  type DeviceEffect,
  type DeviceEvent,
  type DeviceState,
} from './device-machine.ts';
import { deviceView } from './device-view.ts';
import { HeardSource, type CaptureStream } from './heard-source.ts';
import type { LaneDeps, LaneSettings, ReplayFailure } from './lane-deps.ts';
import {
  INITIAL_LANE,
  laneWord,
  stepLane,
  type LaneEvent,
  type LaneState,
} from './lane-machine.ts';
import { ListeningGaps } from './listening-gaps.ts';
import { Replay } from './replay.ts';
import { TalkSwitch } from './talk.ts';
import { WatchedHost } from './watched-host.ts';

/** An utterance waits this long for its next host, then ends with what there is. */
const CONTINUE_DEADLINE_MS = 3_000;

export class Lane {
  readonly laneId: LaneId;
  readonly #deps: LaneDeps;
  #settings: LaneSettings;
  #device: DeviceState = { name: 'unchosen' };
  #state: LaneState = INITIAL_LANE;
  #capture: Capture;
  readonly #host: WatchedHost;
  readonly #source = new HeardSource();
  readonly #gaps: ListeningGaps;
  readonly #replay: Replay;
  #isMuted = false;
  readonly #talk: TalkSwitch;
  #areWordsAvailable = true;
  #vehicle: LaneView['vehicle'];
  /** What was said last, and whether it is known to have words. */
  #lastSaid: { readonly utteranceId: UtteranceId; isJudged: boolean } | undefined;
  #cancelWait: Cancel = () => undefined;
  #cancelContinue: Cancel = () => undefined;
  #lastView = '';

  constructor(settings: LaneSettings, deps: LaneDeps) {
    this.laneId = settings.laneId;
    this.#settings = settings;
    this.#deps = deps;
    const { laneId } = settings;
    const { log } = deps;
    this.#gaps = new ListeningGaps((lostMs) => log.warn({ laneId, lostMs }, 'sound was lost'));
    this.#host = new WatchedHost({
      ...deps,
      laneId,
      onMessage: (message) => this.#receive(message),
      onGone: () => this.#stepDevice({ type: 'host-gone' }),
    });
    this.#replay = new Replay({
      clock: deps.clock,
      newPlayId: () => utteranceIdSchema.parse(deps.newId()),
      send: (message) => this.#host.send(message),
      onChange: () => this.#tellMute(),
    });
    this.#talk = new TalkSwitch(deps.clock, (isOn) => this.#pressIs(isOn));
    this.#capture = this.#newCapture();
  }

  get mode(): LaneSettings['mode'] {
    return this.#settings.mode;
  }

  get isTakenOver(): boolean {
    return this.#state.isTakenOver;
  }

  get hasPlayback(): boolean {
    return this.#settings.playback !== undefined;
  }

  get view(): LaneView {
    const { laneId, name, mode, playback, volume, talk = USUAL_TALK } = this.#settings;
    const replaying = this.#replay.utteranceId;
    return {
      laneId,
      name,
      state: laneWord(this.#state),
      mode,
      muted: this.#isMuted,
      ...(mode === 'push-to-talk' && { talk: { ...talk, isOn: this.#talk.isOn } }),
      ...(this.#vehicle !== undefined && { vehicle: this.#vehicle }),
      device: deviceView(this.#settings.capture, this.#device),
      ...(playback === undefined ? {} : { playbackDevice: playback }),
      ...(volume !== undefined && { volume }),
      listeningGaps: this.#gaps.view,
      ...(replaying === undefined ? {} : { replaying }),
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

  /** Nothing is heard until `start`: its devices are free for others. */
  rest(): void {
    this.stop();
    this.#device = { name: 'opening', failures: 0 };
    this.#gaps.forgive();
    this.#show();
  }

  setVehicle(isPresent: boolean): 'arrived' | 'left' | 'no-change' {
    if (isPresent === (this.#vehicle !== undefined)) return 'no-change';
    this.#vehicle = isPresent ? { sinceMs: this.#deps.clock.wallMs() } : undefined;
    this.#show();
    return isPresent ? 'arrived' : 'left';
  }

  get talk(): Pick<TalkSwitch, 'press' | 'toggle'> {
    return this.#talk;
  }

  setTalk(talk: LaneSettings['talk']): void {
    this.#settings = { ...this.#settings, talk };
    this.#show();
  }

  mute(isMuted: boolean): void {
    this.#isMuted = isMuted;
    this.#tellMute();
  }

  /** Another device or mode begins with a new host. */
  change(change: Partial<Pick<LaneSettings, 'capture' | 'playback' | 'mode'>>): void {
    this.#capture.cutOff('closed');
    this.#source.forget();
    this.#settings = { ...this.#settings, ...change };
    this.#talk.reset();
    // A change that a person made is no loss.
    this.#killHost();
    this.#gaps.forgive();
    this.#capture = this.#newCapture();
    if (this.#settings.capture !== undefined) this.#stepDevice({ type: 'open' });
    this.#show();
  }

  /** What is being said goes on there: the next host continues the utterance. */
  moveTo(devices: Pick<LaneSettings, 'capture' | 'playback'>): void {
    this.#source.forget();
    this.#settings = { ...this.#settings, ...devices };
    if (devices.capture !== undefined) this.#stepDevice({ type: 'open' });
  }

  /** Whatever it gives now is what the person wants. */
  retryDevice(): void {
    this.#source.forget();
    if (this.#settings.capture !== undefined) this.#stepDevice({ type: 'open' });
  }

  /** All that the sound server has now. */
  captureStreamsAre(streams: readonly CaptureStream[]): void {
    this.#source.tell(streams);
    this.#checkSource();
  }

  /** Something was plugged in. */
  devicesChanged(): void {
    if (this.#settings.capture?.kind === 'device') this.#stepDevice({ type: 'plugged-in' });
  }

  /** A piece of a spoken reply; it goes before what staff listen to. */
  play(utteranceId: UtteranceId, pcm: Uint8Array, last: boolean): void {
    this.#replay.cut();
    // In memory of its own: a message carries the whole of the memory that it looks into.
    this.#host.send({ type: 'play', utteranceId, pcm: Uint8Array.from(pcm), last });
  }

  /** Words are known in what was said, or that there are none: a reply that it held yields, or goes on. */
  judge(utteranceId: UtteranceId, isSpeech: boolean): void {
    if (this.#lastSaid?.utteranceId !== utteranceId || this.#lastSaid.isJudged) return;
    this.#lastSaid.isJudged = true;
    this.#host.send({ type: 'judge_speech', isSpeech });
  }

  /** Of replies, 0 to 1. */
  setVolume(volume: number): void {
    this.#settings = { ...this.#settings, volume };
    this.#host.send({ type: 'volume', volume });
    this.#show();
  }

  /** Somebody of the crew talks, or is done. */
  duck(isDucked: boolean): void {
    this.#host.send({ type: 'duck', ducked: isDucked });
  }

  stopPlaying(): void {
    this.#replay.cut();
    this.#host.send({ type: 'stop_playing' });
  }

  /** Plays what was said to staff. Resolves when it sounds, or can't. */
  async replay(
    utteranceId: UtteranceId,
    pcm: Uint8Array,
  ): Promise<Result<undefined, ReplayFailure>> {
    if (!this.hasPlayback) return fail('no-playback-device');
    if (this.#device.name !== 'open') return fail('device-away');
    const { name } = this.#state.activity;
    if (name === 'hearing' || name === 'speaking') return fail('lane-busy');
    return this.#replay.play(utteranceId, pcm);
  }

  stopReplay(): void {
    this.#replay.stop();
  }

  settled(utteranceId: UtteranceId): void {
    this.#stepLane({ type: 'settled', utteranceId });
  }

  setTakenOver(isTakenOver: boolean): void {
    if (isTakenOver) this.stopPlaying();
    this.#stepLane({ type: 'taken-over', isTakenOver });
  }

  setWordsAvailable(areWordsAvailable: boolean): void {
    this.#areWordsAvailable = areWordsAvailable;
    this.#show();
  }

  #pressIs(isOn: boolean): void {
    if (isOn) this.#replay.cut();
    this.#host.send({ type: 'push_to_talk', pressed: isOn });
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
          this.#lastSaid = { utteranceId, isJudged: false };
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
    const { capture, playback, volume, mode, endpointing } = this.#settings;
    this.#cancelWait();
    this.#killHost();
    if (capture === undefined) return;
    const { continued } = this.#capture;
    this.#host.spawn({
      type: 'open',
      capture,
      mode,
      endpointing,
      ...(playback === undefined ? {} : { playback }),
      ...(volume === undefined ? {} : { volume }),
      ...(continued === undefined ? {} : { continued }),
    });
  }

  #killHost(): void {
    if (this.#host.kill()) this.#silence();
  }

  #silence(): void {
    this.#gaps.hostGone();
    this.#replay.hostGone();
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

  #receive(message: FromHost): void {
    switch (message.type) {
      case 'opened':
        this.#opened();
        return;
      case 'failed':
        this.#failed(message.failure);
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
        if (this.#gaps.health(message)) this.#show();
        return;
      case 'playback_started':
        if (this.#replay.started(message.utteranceId)) return;
        this.#stepLane({ type: 'reply-started', utteranceId: message.utteranceId });
        return;
      case 'playback_resumed':
        this.#stepLane({ type: 'reply-started', utteranceId: message.utteranceId });
        return;
      case 'playback_ended':
        if (this.#replay.ended(message)) return;
        this.#stepLane({ type: 'reply-ended', utteranceId: message.utteranceId });
        this.#deps.onPlayback(message);
        return;
      case 'playback_held':
      case 'devices':
        return;
    }
  }

  #heard(): void {
    this.#gaps.heard(this.#deps.clock.nowUs());
  }

  #opened(): void {
    this.#gaps.opened(this.#deps.clock.nowUs());
    if (this.#isMuted) this.#host.send({ type: 'mute', muted: true });
    if (this.#settings.mode === 'push-to-talk') {
      this.#host.send({ type: 'push_to_talk', pressed: this.#talk.isOn });
    }
    this.#host.watch();
    this.#stepDevice({ type: 'opened' });
    this.#checkSource();
  }

  #checkSource(): void {
    if (this.#device.name !== 'open') return;
    if (this.#source.hasMoved(this.#host.processId)) this.#failed('device-moved');
  }

  #failed(failure: AudioFailure): void {
    this.#deps.log.warn({ laneId: this.laneId, failure }, 'audio failed');
    this.#stepDevice({ type: 'failed', failure });
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

  /** What staff listen to is never heard as a guest's. */
  #tellMute(): void {
    this.#host.send({ type: 'mute', muted: this.#isDeaf });
    this.#stepLane({ type: 'can-hear', canHear: this.#canHear() });
  }

  get #isDeaf(): boolean {
    return this.#isMuted || this.#replay.utteranceId !== undefined;
  }

  #canHear(): boolean {
    const isHandsFree = this.#settings.mode === 'hands-free';
    return this.#device.name === 'open' && !this.#isDeaf && isHandsFree;
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
}
