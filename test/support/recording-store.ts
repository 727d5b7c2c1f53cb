/** A ticket store in a file: one line an utterance, and none twice, as the real one knows what it has. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { ok } from '../../src/shared/result.ts';
import type { VoiceDeps } from '../../src/main/voice/voice-deps.ts';

export type Recorded = { readonly utteranceId: string; readonly text: string };

export function recordingStore(path: string): VoiceDeps['deliver'] {
  return ({ utteranceId, finalTranscription: text }) => {
    const isKnown = readRecorded(path).some((each) => each.utteranceId === utteranceId);
    if (!isKnown) appendFileSync(path, `${JSON.stringify({ utteranceId, text })}\n`);
    return Promise.resolve(ok(undefined));
  };
}

export function readRecorded(path: string): readonly Recorded[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').trim().split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Recorded);
}
