/** The real audio host inside the station's process: listens to a WAV file like one of its own, at no fork's cost. */
import { Host } from '../../../src/audio/host.ts';
import { createVad } from '../../../src/audio/listen/vad.ts';
import { monotonicUs } from '../../../src/audio/monotonic.ts';
import type { AudioHostProcess } from '../../../src/main/voice/lane/audio-host-process.ts';
import { fail } from '../../../src/shared/result.ts';

export function startInsideAudioHost(): AudioHostProcess {
  let receive: (message: unknown) => void = () => undefined;
  let isGone = false;
  const host = new Host({
    // Later, as a message of another process.
    send: (message) =>
      setImmediate(() => {
        if (!isGone) receive(message);
      }),
    loadNative: () => fail('native-module-missing'),
    loadVad: createVad,
    nowUs: monotonicUs,
    leave: () => undefined,
  });
  return {
    send: (message) => {
      if (!isGone) host.receive(message);
    },
    onMessage: (told) => {
      receive = told;
    },
    onExit: () => undefined,
    processId: () => undefined,
    kill: () => {
      isGone = true;
      host.receive({ type: 'close' });
    },
  };
}
