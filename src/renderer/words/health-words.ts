/** What is wrong with a lane's sound, and the cure: what happened, what still works, what to do. */
import type { LaneAlarm } from '../../shared/ipc/health-calls.ts';

export const healthWords = {
  health: {
    title: 'Sound of this lane',
    alarms: {
      'device-away': (lane, device) => `${lane}: ${device} is gone. Check its cable or battery.`,
      silent: (lane, device) =>
        `${lane}: the microphone is silent. Check the cable and the mute switch of ${device}.`,
      clipping: (lane, device) =>
        `${lane}: the microphone is too loud and words are lost. Turn ${device} down.`,
      dropouts: (lane, device) =>
        `${lane}: sound is being lost. Close other programs, or try another port for ${device}.`,
      'no-words': (lane) =>
        `${lane}: voices are heard, but no words. Take the order by touch and check who speaks into the microphone.`,
      noisy: (lane) =>
        `${lane}: the background is as loud as speech. Move the microphone away from the noise.`,
      'on-spare': (lane, device) => `${lane} listens with its spare, ${device}.`,
    } satisfies Record<LaneAlarm, (lane: string, device: string) => string>,
    useSpare: (device: string) => `Use the spare: ${device}`,
    useOwn: (device: string) => `Back to ${device}`,
    orPress: (key: string) => `Or press ${key}.`,
    figures: {
      device: 'Device',
      level: 'Level',
      floor: 'Background',
      clipped: 'Too loud',
      dropouts: 'Sound lost',
      wordless: 'Without words',
      link: 'To the relay',
      upstream: 'Recognition',
    },
    dbfs: (level: number) => `${level} dBFS`,
    perMinute: (count: number) => `${count} × in a minute`,
    inARow: (count: number) => `${count} in a row`,
    ms: (ms: number) => `${ms} ms`,
    away: 'not reached',
    streams: 'streams',
    whole: 'whole utterances',
    noReading: '–',
  },
};
