/** The relay against the local BuildPanel, whose digest proves that every byte of every frame arrived once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBuildPanel, type BuildPanel } from '../../../src/buildpanel/buildpanel.ts';
import { createDigestRecogniser, digestOf } from '../../../src/buildpanel/digest-recogniser.ts';
import { createLog } from '../../../src/buildpanel/log.ts';
import { createToneSpeaker } from '../../../src/buildpanel/reply/tone-speaker.ts';
import type { Behaviour } from '../../../src/buildpanel/service/behaviour.ts';
import { PROBE_DEADLINES_MS } from '../../../src/shared/buildpanel/verdict.ts';
import { importMenu } from '../../../src/shared/menu/import-menu.ts';
import { utteranceResultSchema } from '../../../src/shared/wire/down.ts';
import { MENU_SOURCE, RelayHarness } from './relay-harness.ts';
import { frameOf, newUtterance, wavOf } from './station-client.ts';

const PLAIN: Behaviour = {
  dialects: ['d2'],
  metadata: true,
  realtime: 'hang',
  chatbot: false,
  menu: 'empty',
  faults: {},
  reply: 'whole',
  closeAfterFrames: null,
  hangsOn: null,
  slowMs: 0,
};

function digestOfFrames(count: number): string {
  return digestOf(Buffer.concat(Array.from({ length: count }, (_, index) => frameOf(index))));
}

describe('with the local BuildPanel', () => {
  let relay: RelayHarness;
  let buildPanel: BuildPanel | null;

  beforeEach(async () => {
    buildPanel = null;
    relay = await RelayHarness.open();
  });

  afterEach(async () => {
    await relay.close();
    await buildPanel?.stop();
  });

  async function start(behaviour: Partial<Behaviour>): Promise<void> {
    const menu = importMenu(MENU_SOURCE);
    if (!menu.ok) throw new Error(menu.failure.text);
    const config = { host: '127.0.0.1', port: 0, menu: menu.value };
    buildPanel = await startBuildPanel(
      { ...config, behaviour: { ...PLAIN, ...behaviour } },
      {
        recogniser: createDigestRecogniser(),
        isSpeech: false,
        isDigest: true,
        speaker: createToneSpeaker(),
        log: createLog('silent'),
      },
    );
    await relay.start(`http://127.0.0.1:${buildPanel.port}`);
  }

  it.each(['d1', 'd2', 'd3'] as const)(
    'every frame streams over %s, and the spoken reply comes back',
    async (dialect) => {
      await start({ dialects: [dialect] });
      await relay.verdict('WEBSOCKET_PROXY_INTEGRATION');
      const line = await (await relay.station()).connect();
      const spoken = newUtterance();
      line.start(spoken);
      line.frames(0, 75);
      line.end(spoken, 75);
      const { result } = await line.next('streaming_complete');
      expect(result).toMatchObject({
        via: 'streaming',
        words: 'not-speech',
        finalTranscription: digestOfFrames(75),
      });
      await line.next('audio_response_chunk', ({ isComplete }) => isComplete);
      expect(
        line.messages.some((one) => one.type === 'audio_response_chunk' && one.audio !== ''),
      ).toBe(true);
    },
  );

  it('every frame goes through the realtime call where that streams', async () => {
    await start({ dialects: [], realtime: 'stream' });
    await relay.verdict('HTTP_STREAMING_INTEGRATION');
    const line = await (await relay.station()).connect();
    const spoken = newUtterance();
    line.start(spoken);
    line.frames(0, 75);
    line.end(spoken, 75);
    const { result } = await line.next('streaming_complete');
    expect(result).toMatchObject({ via: 'streaming', finalTranscription: digestOfFrames(75) });
    await line.next('audio_response_chunk', ({ isComplete }) => isComplete);
  });

  it('batch works before the realtime call has hung to its deadline', async () => {
    await start({ dialects: [] });
    const startMs = performance.now();
    await relay.verdict('OPTIMIZED_BATCH_PROCESSING');
    expect(performance.now() - startMs).toBeLessThan(PROBE_DEADLINES_MS.realtime);
    const answer = await (await relay.station()).upload(newUtterance(), wavOf(75));
    const result = utteranceResultSchema.parse(await answer.json());
    expect(result).toMatchObject({ via: 'batch', finalTranscription: digestOfFrames(75) });
  });

  it('a BuildPanel that only speaks gives a reply and no words', async () => {
    await start({ dialects: [], metadata: false });
    await relay.verdict('BATCH_PROCESSING_ONLY');
    const station = await relay.station();
    const line = await station.connect();
    const answer = await station.upload(newUtterance(), wavOf(75));
    expect(utteranceResultSchema.parse(await answer.json()).words).toBe('not-available');
    await line.next('audio_response_chunk', ({ isComplete }) => isComplete);
  });

  it.each([
    ['cuts its sockets', { closeAfterFrames: 20 }],
    ['opens them and never says a word', { faults: { socket: 'mute' } }],
    ['refuses them by a gateway page', { faults: { socket: '502-html' } }],
  ] as const)('words come by batch from one that %s', async (_what, fault) => {
    await start({ ...fault, dialects: ['d2'] });
    await relay.verdict('OPTIMIZED_BATCH_PROCESSING');
    const station = await relay.station();
    const line = await station.connect();
    const spoken = newUtterance();
    line.start(spoken);
    line.frames(0, 75);
    line.end(spoken, 75);
    await line.next('upload_wanted');
    const result = utteranceResultSchema.parse(
      await (await station.upload(spoken, wavOf(75))).json(),
    );
    expect(result.finalTranscription).toBe(digestOfFrames(75));
  });
});
