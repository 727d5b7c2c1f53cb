import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { utteranceIdSchema } from '../../../src/shared/ids.ts';
import { temporaryDirectory } from '../../support/journal-fixture.ts';
import { readRecorded, recordingStore } from '../../support/recording-store.ts';
import { digestOf, ScriptedRelay } from '../../support/scripted-relay.ts';
import { startStation, until, untilOnline } from '../../support/voice-fixture.ts';

const PROGRAM = resolve(import.meta.dirname, '../../support/speaking-station.ts');
/** When each life ends, in milliseconds after its first frame. */
const LIVES_MS = [0, 35, 140, 420];

test('however often the app is killed, every captured frame is delivered, and once', async () => {
  const relay = new ScriptedRelay();
  await relay.start();
  const directory = await temporaryDirectory();
  const deliveredFile = join(await temporaryDirectory(), 'delivered.jsonl');
  const captured = new Map<string, number>();
  for (const lifeMs of LIVES_MS) {
    for (const id of await liveAndDie([relay.url, directory, deliveredFile], lifeMs)) {
      captured.set(id, (captured.get(id) ?? 0) + 1);
    }
  }

  const last = await startStation({
    relayUrl: relay.url,
    directory,
    deliver: recordingStore(deliveredFile),
  });
  await untilOnline(last);
  await until('an empty spool', () => last.voice.views().spool.waiting === 0);
  const delivered = readRecorded(deliveredFile);
  expect(new Set(delivered.map(({ utteranceId }) => utteranceId)).size).toBe(delivered.length);
  const textOf = new Map(delivered.map(({ utteranceId, text }) => [utteranceId, text]));
  expect(captured.size).toBeGreaterThan(LIVES_MS.length);
  for (const [id, frameCount] of captured) {
    const frames = await last.voice.recentFrames(utteranceIdSchema.parse(id));
    expect(frames.length).toBeGreaterThanOrEqual(frameCount);
    expect(textOf.get(id)).toBe(digestOf(frames.map(({ pcm }) => pcm)));
  }
  await last.voice.stop();
  await relay.stop();
}, 60_000);

/** The utterance of every frame that the program said it had captured before its SIGKILL. */
async function liveAndDie(programArguments: string[], lifeMs: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, ...programArguments], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const exited = once(child, 'exit', { signal: AbortSignal.timeout(30_000) });
  child.stdout.on('data', (piece: Buffer) => {
    if (output === '') setTimeout(() => child.kill('SIGKILL'), lifeMs);
    output += piece.toString('utf8');
  });
  await exited;
  // The last line may be torn.
  return output
    .split('\n')
    .slice(0, -1)
    .filter((id) => id !== '');
}
