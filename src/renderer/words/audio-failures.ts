import type { AudioFailure } from '../../shared/audio-port/audio-port.ts';

/** What is wrong with a lane's microphone, and its cure. */
export const audioFailureWords = {
  'no-such-device': {
    what: 'is not connected',
    cure: 'Plug it in or switch the headset on; the lane starts by itself. Or choose another microphone.',
  },
  'several-such-devices': {
    what: 'is there twice, and which one is meant cannot be told',
    cure: 'Unplug the one that is not for this lane, or choose another microphone.',
  },
  'no-devices': {
    what: 'cannot be found: no sound devices',
    cure: 'Plug in a headset, then try again.',
  },
  'unsupported-rate': {
    what: 'gives sound in a form that cannot be used',
    cure: 'Choose another microphone for this lane.',
  },
  'not-a-wav': { what: 'is not a sound recording', cure: 'Choose a WAV file or a microphone.' },
  'file-unreadable': { what: 'cannot be read', cure: 'Check the file, or choose a microphone.' },
  'device-lost': {
    what: 'was disconnected',
    cure: 'Check its cable or battery; the lane starts again by itself.',
  },
  'device-moved': {
    what: 'is gone, and the computer took another one in its place',
    cure: 'Check its cable or battery; the lane starts again by itself. Or choose another microphone.',
  },
  'silent-device': {
    what: 'gives no sound at all',
    cure: 'Check its mute switch and battery. Or choose another microphone.',
  },
  'native-module-missing': {
    what: 'cannot be opened: sound support is not installed',
    cure: 'Ask your IT team to repair the installation.',
  },
  internal: { what: 'stopped working', cure: 'The lane tries again by itself. Or try again now.' },
} satisfies Record<AudioFailure, { what: string; cure: string }>;
