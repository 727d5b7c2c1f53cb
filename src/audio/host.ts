import { toHostSchema, type FromHost, type ToHost } from '../shared/audio-port/audio-port.ts';
import type { Result } from '../shared/result.ts';
import type { CaptureDevice } from './capture/capture-device.ts';
import { createNaudiodonCapture } from './capture/naudiodon-capture.ts';
import { createWavCapture } from './capture/wav-capture.ts';
import { describeDevices } from './device-list.ts';
import { Lane, type OpenLane } from './lane.ts';
import type { NativeAudio } from './naudiodon.ts';
import { openNaudiodonPlayback } from './play/naudiodon-playback.ts';

type Deps = {
  readonly send: (message: FromHost) => void;
  /** Called once, and only when a device is asked for: a WAV lane needs no native module. */
  readonly loadNative: () => Result<NativeAudio, 'native-module-missing'>;
  readonly loadVad: () => Promise<(samples: Int16Array) => boolean>;
  readonly nowUs: () => number;
  /** The lane is closed and everything has been said. */
  readonly leave: () => void;
};

/**
 * Answers main's messages, one after another. A host either lists devices or opens one lane, once: the
 * driver's list is frozen while a stream is open or after one failed to open. After `failed` a host is spent,
 * and main kills it and starts another.
 */
export class Host {
  readonly #deps: Deps;
  #lane: Lane | undefined;
  #native: Result<NativeAudio, 'native-module-missing'> | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  receive(message: unknown): void {
    const parsed = toHostSchema.safeParse(message);
    if (!parsed.success) {
      this.#complain('a message that is not in the contract');
      return;
    }
    this.#work = this.#work.then(() => this.#answer(parsed.data));
  }

  async #answer(message: ToHost): Promise<void> {
    switch (message.type) {
      case 'open':
        return this.#open(message);
      case 'close':
        this.#lane?.close();
        {
          this.#deps.leave();
          return;
        }
      case 'list_devices': {
        this.#list();
        return;
      }
      case 'push_to_talk':
        return this.#lane?.press(message.pressed);
      case 'mute':
        return this.#lane?.mute(message.muted);
      case 'play':
        return this.#lane?.play(message);
      case 'stop_playing':
        return this.#lane?.stopPlaying();
      case 'volume':
        return this.#lane?.setVolume(message.volume);
      case 'duck':
        return this.#lane?.duck(message.ducked);
      case 'judge_speech':
        return this.#lane?.judge(message.isSpeech);
    }
  }

  async #open(message: OpenLane): Promise<void> {
    if (this.#lane) {
      this.#complain('a second lane in one host');
      return;
    }
    const capture = this.#createCapture(message);
    if (!capture.ok) {
      this.#deps.send({ type: 'failed', failure: capture.failure, about: captureName(message) });
      return;
    }
    const { send, nowUs, loadVad } = this.#deps;
    this.#lane = new Lane(message, {
      capture: capture.value,
      openPlayback: () => this.#openPlayback(message.playback),
      isVoiced: await loadVad(),
      send,
      nowUs,
    });
    await this.#lane.start();
  }

  #createCapture({ capture }: OpenLane): Result<CaptureDevice, 'native-module-missing'> {
    const { nowUs } = this.#deps;
    if (capture.kind === 'wav') return { ok: true, value: createWavCapture(capture, nowUs) };
    const native = this.#loadNative();
    return native.ok
      ? { ok: true, value: createNaudiodonCapture(capture.name, { native: native.value, nowUs }) }
      : native;
  }

  async #openPlayback(name: string | undefined): ReturnType<typeof openNaudiodonPlayback> {
    if (name === undefined) return { ok: false, failure: 'no-such-device' };
    const native = this.#loadNative();
    return native.ok ? openNaudiodonPlayback(name, native.value) : native;
  }

  #list(): void {
    if (this.#lane) {
      this.#complain('devices asked of the host of an open lane');
      return;
    }
    const native = this.#loadNative();
    this.#deps.send(
      native.ok
        ? { type: 'devices', devices: describeDevices(native.value.listDevices()) }
        : { type: 'failed', failure: native.failure, about: 'audio devices' },
    );
  }

  #loadNative(): Result<NativeAudio, 'native-module-missing'> {
    this.#native ??= this.#deps.loadNative();
    return this.#native;
  }

  /** Main broke the contract. */
  #complain(about: string): void {
    this.#deps.send({ type: 'failed', failure: 'internal', about });
  }
}

function captureName({ capture }: OpenLane): string {
  return capture.kind === 'wav' ? capture.path : capture.name;
}
