/**
 * A station that speaks without end until it is killed: `tsx speaking-station.ts RELAY_URL DIRECTORY FILE`.
 * Says on stdout, after each frame, whose frame was captured; writes the utterances that it delivered
 * into FILE, as a ticket store would.
 */
import { writeSync } from 'node:fs';
import { recordingStore } from './recording-store.ts';
import { openHost, startStation } from './voice-fixture.ts';

const [relayUrl = '', directory = '', deliveredFile = ''] = process.argv.slice(2);
const station = await startStation({
  relayUrl,
  directory,
  deliver: recordingStore(deliveredFile),
});
const host = await openHost(station);
for (;;) {
  host.startSpeech();
  const frames = 5 + Math.floor(Math.random() * 40);
  for (let count = 0; count < frames; count += 1) {
    host.hear(1);
    const { utteranceId } = station.voice.views().transcripts.at(-1) ?? {};
    writeSync(1, `${utteranceId ?? ''}\n`);
    if (count % 4 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
  host.endSpeech();
}
