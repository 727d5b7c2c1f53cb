/** The opening-shift self-test: what to do, what each verdict means, and its cure. */
import type { DeviceVerdict } from '../../shared/ipc/self-test-calls.ts';

export const selfTestWords = {
  selfTest: {
    title: 'Self-test',
    open: 'Test the headsets',
    help: 'Before the shift: every headset plays two tones and is recorded for four seconds. No lane hears a guest meanwhile.',
    start: 'Start the test',
    again: 'Test again',
    speak: 'Say “one, two, three” into every headset now…',
    pass: 'PASS',
    fail: 'FAIL',
    allPass: 'Every device passed',
    someFail: (count: number) => `${count} to look at`,
    use: { own: 'own device', spare: 'spare' },
    heard: 'Heard the two tones? If not, turn up the volume of that headset.',
    verdicts: {
      healthy: 'Hears and plays well.',
      'not-chosen': 'No device is chosen. Choose one in Settings.',
      missing: 'It is not there. Plug it in or switch it on, then test again.',
      silent: 'It gives no sound. Check its mute switch and cable, and speak into it.',
      clipped: 'It is too loud and words are cut off. Turn its level down.',
      noisy: 'The background is as loud as speech. Move it away from the noise or change its foam.',
      choppy: 'It loses sound. Try another port or a full battery.',
      'cannot-play': 'It hears, but plays nothing. Check the device for replies in Settings.',
    } satisfies Record<DeviceVerdict, string>,
    figures: (loudest: number, floor: number, clipped: number, missing: number) =>
      `Speech ${loudest} dBFS · background ${floor} dBFS · too loud ${clipped} % · lost ${missing} ms`,
  },
};
