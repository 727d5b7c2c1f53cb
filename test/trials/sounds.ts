/** Sound for trials that no test needs otherwise; 16 kHz mono s16le. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { v7 } from 'uuid';
import { writeWav } from '../support/noisy-voice.ts';
import { mixed, spokenBy, synthesised, type Voice } from '../support/synthetic-voice.ts';

const run = promisify(execFile);
const BYTES_PER_SECOND = 32_000;
/** Four bars of a song: what the bass plays, what is strummed, what is sung on it. */
const BARS = [
  ['C2', 'C4', 'E4', 'G4'],
  ['A2', 'A3', 'C4', 'E4'],
  ['F2', 'F3', 'A3', 'C4'],
  ['G2', 'G3', 'B3', 'D4'],
] as const;
const BAR_SECONDS = 2;
const TALK: readonly (readonly [Voice, string])[] = [
  ['slt', 'so we went to the lake on sunday and the weather was really nice all day long'],
  ['slt', 'then my brother called and told us that the road was closed because of the snow'],
  ['slt', 'and we had to drive around the mountain which took us almost three hours'],
];

/** The same voice, so many times as fast, at its own pitch. */
export async function faster(pcm: Buffer, times: number, folder: string): Promise<Buffer> {
  const slow = join(folder, `${v7()}.wav`);
  const quick = join(folder, `${v7()}.raw`);
  await writeWav(slow, pcm);
  await run('sox', ['-D', slow, '-t', 'raw', quick, 'tempo', '-s', `${times}`]);
  return readFile(quick);
}

/** Plucked chords over a bass, with a drum on every half second. */
export async function music(seconds: number): Promise<Buffer> {
  const length = `${BAR_SECONDS}`;
  const bars = await Promise.all(
    BARS.map(async ([bass, ...chord]) => {
      const notes = chord.map((note) => synthesised(length, 'pluck', note, 'vol', '0.2'));
      const low = synthesised(length, 'triangle', bass, 'vol', '0.1');
      return mixed(...(await Promise.all([...notes, low])));
    }),
  );
  const drum = await synthesised('0.12', 'whitenoise', 'fade', '0', '0.12', '0.11', 'vol', '0.15');
  const song = Buffer.concat(bars);
  const beats = Buffer.alloc(song.length);
  for (let at = 0; at + drum.length < beats.length; at += BYTES_PER_SECOND / 2)
    drum.copy(beats, at);
  return repeated(mixed(song, beats), seconds);
}

/** One who never stops: speech without a pause that would end an utterance. */
export async function monologue(seconds: number): Promise<Buffer> {
  const parts = await Promise.all(TALK.map(([voice, text]) => spokenBy(voice, text)));
  return repeated(Buffer.concat(parts.map(withoutSilence)), seconds);
}

/** A room where nobody speaks: -60 dBFS. */
export function quietRoom(seconds: number): Promise<Buffer> {
  return synthesised(`${seconds}`, 'pinknoise', 'vol', '0.005');
}

function withoutSilence(spoken: Buffer): Buffer {
  return spoken.subarray(BYTES_PER_SECOND / 4, -0.4 * BYTES_PER_SECOND);
}

function repeated(pcm: Buffer, seconds: number): Buffer {
  const length = seconds * BYTES_PER_SECOND;
  const times = Math.ceil(length / pcm.length);
  return Buffer.concat(Array.from({ length: times }, () => pcm)).subarray(0, length);
}
