/** Sound without an end, or without a word: a guest who never pauses, silence, music. */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_ENDPOINTING } from '../../src/shared/audio-port/audio-port.ts';
import type { Row } from '../bench/report.ts';
import { findPieces, PIECE_SAMPLES, shareFound } from '../integration/audio/likeness.ts';
import type { AudioHostProcess } from '../support/audio-host.ts';
import { monologue, music, quietRoom } from './sounds.ts';
import { withLane, type Stage } from './stage.ts';
import type { Trial } from './trial.ts';

const MONOLOGUE_SECONDS = 60;
const QUIET_SECONDS = 8;
const MUSIC_SECONDS = 10;
const FRAME_MS = 20;
const SAMPLES_PER_MS = 16;
/** On each side of a cut, and of where it is looked for. */
const SEAM_SAMPLES = 3 * PIECE_SAMPLES;
const SEARCHED_SAMPLES = 3_000 * SAMPLES_PER_MS;
/** Memory is read from here on: by then everything is loaded. */
const WARM_MS = 20_000;
const MOST_GROWTH_MB = 8;

const endlessTalk: Trial = {
  name: 'monologue',
  run: async (stage) => {
    const sound = await monologue(MONOLOGUE_SECONDS);
    return withLane(stage, async ({ host, hears, settled }) => {
      const speaking = hears(sound);
      await sleep(WARM_MS);
      const beforeMb = await memoryMb(host);
      await speaking;
      const growthMb = (await memoryMb(host)) - beforeMb;
      await settled();
      return [...cutRows(host), seamRow(host, sound), memoryRow(beforeMb, growthMb)];
    });
  },
};

/** Cut where it has to be, and nothing between one utterance and the next is lost. */
function cutRows(host: AudioHostProcess): readonly Row[] {
  const frames = host.all('frames');
  const pieces = frames.map(({ speechNumber, sequence, pcm }) => ({
    speechNumber,
    sequence,
    count: pcm.length / (FRAME_MS * 32),
  }));
  const jumps = pieces.filter(({ speechNumber, sequence }, index) => {
    const before = pieces[index - 1];
    const isNext = before?.speechNumber === speechNumber;
    return sequence !== (isNext ? before.sequence + before.count : 0);
  }).length;
  const [cut] = host.all('speech_ended');
  const longestMs =
    Math.max(...host.all('speech_ended').map(({ nextSequence }) => nextSequence)) * FRAME_MS;
  return [
    {
      what: 'longest utterance of 60 s of talk',
      figure: longestMs,
      target: DEFAULT_ENDPOINTING.maxUtteranceMs,
      unit: 'ms',
      beside: `${host.all('speech_started').length} utterances, the first ended as ${cut?.reason ?? 'never'}`,
    },
    {
      what: 'jumps in the frames’ sequence or marks of a loss',
      figure: jumps + frames.filter(({ discontinuity }) => discontinuity).length,
      target: 0,
      unit: 'times',
    },
  ];
}

/** The sound across the first cut, as it was said. */
function seamRow(host: AudioHostProcess, sound: Buffer): Row {
  const [before, after] = [host.samplesOf(1), host.samplesOf(2)];
  const around = new Int16Array(2 * SEAM_SAMPLES);
  around.set(before.subarray(-SEAM_SAMPLES));
  around.set(after.subarray(0, SEAM_SAMPLES), SEAM_SAMPLES);
  const cutAt = DEFAULT_ENDPOINTING.maxUtteranceMs * SAMPLES_PER_MS;
  const source = new Int16Array(Uint8Array.from(sound).buffer);
  const pieces = findPieces(
    source.subarray(cutAt - SEARCHED_SAMPLES, cutAt + SEARCHED_SAMPLES),
    around,
  );
  const [first, last] = [pieces[0], pieces.at(-1)];
  const apart = (last?.offset ?? NaN) - (first?.offset ?? NaN);
  const lost = Math.abs(apart - (pieces.length - 1) * PIECE_SAMPLES) / SAMPLES_PER_MS;
  return {
    what: 'of the sound around the cut lost or there twice',
    figure: Math.round(lost * 10) / 10,
    target: 1,
    unit: 'ms',
    beside: `${Math.round(shareFound(pieces) * 100)} % of it found as it was said`,
  };
}

function memoryRow(beforeMb: number, growthMb: number): Row {
  return {
    what: 'growth of the audio host’s memory over it',
    figure: Math.round(growthMb * 10) / 10,
    target: MOST_GROWTH_MB,
    unit: 'MB',
    beside: `from ${Math.round(beforeMb)} MB`,
  };
}

const silence: Trial = {
  name: 'silence',
  run: async (stage) => noLine(stage, await quietRoom(QUIET_SECONDS)),
};

const song: Trial = {
  name: 'music',
  run: async (stage) => noLine(stage, await music(MUSIC_SECONDS)),
};

/** Whatever the VAD makes of it, no line comes of it. */
function noLine(stage: Stage, sound: Buffer): Promise<readonly Row[]> {
  return withLane(stage, async ({ host, hears, settled, order }) => {
    await hears(sound);
    await settled();
    const { utterances, words, ticket } = await order();
    const loudest = Math.max(...host.all('level').map(({ peakDbfs }) => peakDbfs));
    return [
      {
        what: 'lines of it on the ticket',
        figure: ticket.lines.length,
        target: 0,
        unit: 'lines',
        beside: `${utterances} utterances, ${words.length} with words, ${loudest.toFixed(0)} dBFS`,
      },
      { what: 'questions of it', figure: ticket.questions.length, target: 0, unit: 'asked' },
    ];
  });
}

async function memoryMb({ pid }: AudioHostProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? NaN) / 1_024;
}

export const ENDLESS_TRIALS: readonly Trial[] = [endlessTalk, silence, song];
