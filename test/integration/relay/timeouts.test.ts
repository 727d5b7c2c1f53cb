/** Utterances that BuildPanel never answers, beside a BuildPanel that never answers any. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBuildPanel, type BuildPanel } from '../../../src/buildpanel/buildpanel.ts';
import { createDigestRecogniser, digestOf } from '../../../src/buildpanel/digest-recogniser.ts';
import { createLog } from '../../../src/buildpanel/log.ts';
import { createToneSpeaker } from '../../../src/buildpanel/reply/tone-speaker.ts';
import { importMenu } from '../../../src/shared/menu/import-menu.ts';
import { problemSchema } from '../../../src/shared/wire/http.ts';
import { MENU_SOURCE, RelayHarness } from './relay-harness.ts';
import { frameOf, newUtterance, wavOf, type Station } from './station-client.ts';

const VOICE_DEADLINE_MS = 500;
const POISON_FRAMES = 12;
const POISON = digestOf(
  Buffer.concat(Array.from({ length: POISON_FRAMES }, (_, index) => frameOf(index))),
);

describe('a whole utterance that is not answered in time', () => {
  let relay: RelayHarness;
  let buildPanel: BuildPanel | null;
  let station: Station;

  beforeEach(async () => {
    buildPanel = null;
    relay = await RelayHarness.open();
  });
  afterEach(async () => {
    await relay.close();
    await buildPanel?.stop();
  });

  async function start(): Promise<void> {
    const menu = importMenu(MENU_SOURCE);
    if (!menu.ok) throw new Error(menu.failure.text);
    buildPanel = await startBuildPanel(
      {
        host: '127.0.0.1',
        port: 0,
        menu: menu.value,
        behaviour: {
          dialects: [],
          metadata: true,
          realtime: 'hang',
          chatbot: false,
          menu: 'empty',
          faults: {},
          reply: 'whole',
          closeAfterFrames: null,
          hangsOn: POISON,
          slowMs: 0,
        },
      },
      {
        recogniser: createDigestRecogniser(),
        isSpeech: false,
        isDigest: true,
        speaker: createToneSpeaker(),
        log: createLog('silent'),
      },
    );
    const deps = { voiceDeadlineMs: VOICE_DEADLINE_MS };
    await relay.start(`http://127.0.0.1:${buildPanel.port}`, {}, {}, deps);
    await relay.verdict('OPTIMIZED_BATCH_PROCESSING');
    station = await relay.station();
  }

  async function upload(spoken: ReturnType<typeof newUtterance>, frames: number): Promise<string> {
    const answer = await station.upload(spoken, wavOf(frames));
    return answer.status === 200 ? 'answered' : problemSchema.parse(await answer.json()).code;
  }

  it('is told apart from a BuildPanel that answers nobody, once another was answered', async () => {
    await start();
    const poison = newUtterance();
    expect(await upload(poison, POISON_FRAMES)).toBe('upstream-timeout');
    expect(await upload(poison, POISON_FRAMES)).toBe('upstream-timeout');
    expect(await upload(newUtterance(), 20)).toBe('answered');
    expect(await relay.metric('upstream_repeated_total')).toBe(1);
    expect(await upload(poison, POISON_FRAMES)).toBe('utterance-timeout');
    expect(await upload(poison, POISON_FRAMES)).toBe('upstream-timeout');
  });

  it('is never blamed while BuildPanel answers nobody', async () => {
    await start();
    expect(await upload(newUtterance(), 20)).toBe('answered');
    await fetch(`http://127.0.0.1:${buildPanel?.port ?? 0}/__admin/behaviour`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ faults: { all: 'hang' } }),
    });
    const [one, two] = [newUtterance(), newUtterance()];
    const codes: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      codes.push(await upload(one, 21), await upload(two, 22));
    }
    expect(codes[0]).toBe('upstream-timeout');
    const others = new Set(codes.slice(1));
    expect(others.has('answered') || others.has('utterance-timeout')).toBe(false);
  });
});
