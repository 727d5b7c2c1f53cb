/** Connects the voice part, which knows nothing of Electron, with the station around it. */
import type { Log } from './log.ts';
import { newId } from './new-id.ts';
import type { OpenVoice } from './station-voice.ts';
import { systemClock } from './voice/clock.ts';
import { openVoice, type VoiceDeps } from './voice/voice.ts';

export function composeVoice(
  deps: Pick<VoiceDeps, 'forkAudioHost' | 'line' | 'soundServer'> & { log: Log },
): OpenVoice {
  return ({ lanes, relay, journal, deliver, events }) =>
    openVoice({
      ...deps,
      relay,
      journal,
      deliver,
      events,
      lanes: lanes.map(({ setup, ...lane }) => ({
        ...lane,
        capture: setup.capture,
        playback: setup.playback,
        ...(setup.volume !== undefined && { volume: setup.volume }),
        ...(setup.spare !== undefined && { spare: setup.spare }),
        mode: setup.mode,
        talk: setup.talk,
        endpointing: setup.endpointing,
      })),
      clock: systemClock,
      // A lane whose host dies listens again in a blink, for 60 MB.
      keepsSpareHost: true,
      random: Math.random,
      newId,
    });
}
