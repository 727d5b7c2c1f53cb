/** Who has the word while the station speaks: the guest, a noise, or its own echo. */
import { setTimeout as sleep } from 'node:timers/promises';
import { spokenBy, synthesised } from '../support/synthetic-voice.ts';
import { withLane } from './stage.ts';
import type { Trial } from './trial.ts';

const REPLY = 'sure two greek bowls and a large lemonade would you like fries with that today';
const OBJECTION = 'no wait make that three bowls please';
/** Of the reply's loudness comes back: as loud as it is, the worst that a microphone beside a loudspeaker hears. */
const ECHO = 1;

const replySamples = async () => toSamples(await spokenBy('slt', REPLY));

const bargeIn: Trial = {
  name: 'barge-in',
  run: (stage) =>
    withLane(stage, async ({ host, ear, mouth, reply, hears }) => {
      const objection = await spokenBy('rms', OBJECTION);
      await reply(await replySamples());
      await sleep(1_200);
      const fromMs = performance.now();
      const speaking = hears(objection);
      await host.next('speech_started');
      host.send({ type: 'judge_speech', isSpeech: true });
      const ended = await host.next('playback_ended');
      await speaking;
      const guestAtMs = mouth.soundsFrom(fromMs);
      return [
        {
          what: 'guest sounds to reply silent',
          figure: Math.round(ear.soundsUntil(guestAtMs - 10, 400) - guestAtMs),
          target: 150,
          unit: 'ms',
          beside: `ended by ${ended.stoppedBy}, ${Math.round(ended.playedMs)} of ${Math.round(ended.totalMs)} ms heard`,
        },
        {
          what: 'the reply goes on',
          figure: ended.stoppedBy === 'barge-in' ? 0 : 1,
          target: 0,
          unit: 'times',
        },
      ];
    }),
};

const falseInterruption: Trial = {
  name: 'false-interruption',
  run: (stage) =>
    withLane(stage, async ({ host, reply, hears }) => {
      const cough = await synthesised('0.05', 'whitenoise', 'vol', '0.6');
      await reply(await replySamples());
      await sleep(1_000);
      await hears(cough);
      const held = await host.next('playback_held');
      const resumed = await host.next('playback_resumed');
      const ended = await host.next('playback_ended');
      return [
        {
          what: 'reply silent for a cough',
          figure: Math.round((resumed.atUs - held.atUs) / 1_000),
          target: 600,
          unit: 'ms',
        },
        {
          what: 'of the reply lost by it',
          figure: Math.round(resumed.playedMs - held.playedMs + ended.totalMs - ended.playedMs),
          target: 0,
          unit: 'ms',
        },
        { what: 'utterances', figure: host.all('speech_started').length, target: 0, unit: 'begun' },
      ];
    }),
};

const echo: Trial = {
  name: 'echo',
  run: async (stage) => {
    const endEcho = stage.audio.hearItself(stage.headset, ECHO);
    try {
      return await withLane(stage, async ({ host, reply, settled }) => {
        await reply(await replySamples());
        const ended = await host.next('playback_ended');
        await settled();
        const loudest = Math.max(...host.all('level').map(({ peakDbfs }) => peakDbfs));
        return [
          {
            what: 'utterances of the reply’s own echo',
            figure: host.all('speech_started').length,
            target: 0,
            unit: 'begun',
            beside: `${loudest.toFixed(1)} dBFS at the microphone, held ${host.all('playback_held').length} times`,
          },
          {
            what: 'of the reply not heard',
            figure: Math.round(ended.totalMs - ended.playedMs),
            target: 0,
            unit: 'ms',
          },
        ];
      });
    } finally {
      endEcho();
    }
  },
};

function toSamples(pcm: Buffer): Int16Array {
  return new Int16Array(Uint8Array.from(pcm).buffer);
}

export const TURN_TRIALS: readonly Trial[] = [bargeIn, falseInterruption, echo];
