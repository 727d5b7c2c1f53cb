import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { startBuildPanel } from '../../../src/buildpanel/buildpanel.ts';
import { createDigestRecogniser } from '../../../src/buildpanel/digest-recogniser.ts';
import { createLog } from '../../../src/buildpanel/log.ts';
import type { Recogniser, RecogniserFailure } from '../../../src/buildpanel/recognition.ts';
import { createToneSpeaker } from '../../../src/buildpanel/reply/tone-speaker.ts';
import { isSpokenReply } from '../../../src/shared/buildpanel/rest.ts';
import { fail } from '../../../src/shared/result.ts';
import { demoMenu } from '../../support/demo-menu.ts';
import {
  behave,
  BEHAVIOUR,
  Client,
  d1Hello,
  d2Hello,
  post,
  postSpeech,
  runBuildPanel,
  soundOf,
  type Running,
} from './service-fixture.ts';

function broken(failure: RecogniserFailure): Recogniser {
  return {
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    open: () => Promise.resolve(fail(failure)),
  };
}

async function mp3Of(running: Running) {
  const answer = await postSpeech(running, '/api/voice-chat', soundOf(10));
  return {
    status: answer.status,
    contentType: answer.headers.get('content-type'),
    body: new Uint8Array(await answer.arrayBuffer()),
  };
}

describe('faults of the local BuildPanel', () => {
  it('are a gateway page of 157 bytes when BuildPanel is down', async () => {
    const running = await runBuildPanel({ faults: { all: '502-html' } });
    for (const answer of [
      await fetch(`${running.url}/api/health`),
      await postSpeech(running, '/api/voice-chat', soundOf(10)),
    ]) {
      expect(answer.status).toBe(502);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(await answer.text()).toHaveLength(157);
    }
    await expect(Client.open(running)).rejects.toThrow(/502/);
  });

  it.each(['413', '429', '500', '503'] as const)('can be a %s with a reason', async (fault) => {
    const running = await runBuildPanel({ faults: { voice: fault, socket: fault } });
    const answer = await postSpeech(running, '/api/voice-chat', soundOf(10));
    expect(answer.status).toBe(Number(fault));
    expect(await answer.json()).toEqual({ error: expect.any(String) as string });
    await expect(Client.open(running)).rejects.toThrow(new RegExp(fault));
    expect((await postSpeech(running, '/api/voice-chat-metadata', soundOf(10))).status).toBe(200);
  });

  it('can be silence, and a cut connection', async () => {
    const running = await runBuildPanel({ faults: { health: 'hang', menu: 'reset' } });
    const asked = fetch(`${running.url}/api/health`, { signal: AbortSignal.timeout(300) });
    await expect(asked).rejects.toThrow(/timeout/);
    await expect(fetch(`${running.url}/api/menu`)).rejects.toThrow(/fetch failed/);
  });

  it('can be a reply that is no reply', async () => {
    const running = await runBuildPanel();
    const whole = await mp3Of(running);
    await behave(running, { reply: 'truncated-mp3' });
    const half = await mp3Of(running);
    expect(half).toMatchObject({ status: 200, contentType: 'audio/mpeg' });
    expect(half.body).toHaveLength(Math.floor(whole.body.length / 2));
    await behave(running, { reply: 'empty-mp3' });
    expect((await mp3Of(running)).body).toHaveLength(0);
    await behave(running, { reply: 'json-instead-of-mp3' });
    const json = await mp3Of(running);
    expect(json.status).toBe(200);
    expect(isSpokenReply(json.status, json.contentType, json.body)).toBe(false);
    await behave(running, { reply: 'whole' });
    expect(await mp3Of(running)).toEqual(whole);
  });

  it('can be lateness', async () => {
    const running = await runBuildPanel({ slowMs: 300 });
    const startMs = performance.now();
    await fetch(`${running.url}/api/health`);
    expect(performance.now() - startMs).toBeGreaterThan(290);
  });

  it('can be nobody listening, for a while', async () => {
    const running = await runBuildPanel();
    const client = await Client.open(running);
    expect((await post(running, '/__admin/refuse', { forMs: 500 })).status).toBe(200);
    await client.until(({ closeCode }) => closeCode !== null);
    const refused: unknown = await fetch(`${running.url}/api/health`).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    await expect
      .poll(
        () =>
          fetch(`${running.url}/api/health`).then(
            (answer) => answer.status,
            () => 0,
          ),
        {
          timeout: 10_000,
        },
      )
      .toBe(200);
    await Client.open(running);
  });

  it.each([
    ['busy', 503],
    ['died', 500],
    ['timeout', 500],
  ] as const)(
    'of a recogniser that is %s are told, never papered over',
    async (failure, status) => {
      const running = await runBuildPanel({}, broken(failure));
      for (const path of ['/api/voice-chat', '/api/voice-chat-metadata'])
        expect((await postSpeech(running, path, soundOf(10))).status).toBe(status);
      const client = await Client.open(running);
      client.send(...d1Hello, soundOf(10), { type: 'stop_recording' });
      await client.until(({ closeCode }) => closeCode !== null);
      expect(client.said).toMatchObject([{ type: 'error' }]);
      expect(client.closeCode).toBe(1011);
    },
  );

  it('are switched by name, and a wrong one changes nothing', async () => {
    const running = await runBuildPanel();
    const wrong = await post(running, '/__admin/behaviour', { slowMs: 5, faults: { voice: 'x' } });
    expect(wrong.status).toBe(400);
    expect((await post(running, '/__admin/behaviour', { unknown: 1 })).status).toBe(400);
    expect(await (await fetch(`${running.url}/__admin/behaviour`)).json()).toMatchObject({
      hangsOn: null,
      slowMs: 0,
      faults: {},
    });
    await behave(running, { dialects: ['d1'] });
    const client = await Client.open(running);
    client.send(d2Hello);
    await client.until(({ closeCode }) => closeCode !== null);
  });
});

describe('the local BuildPanel as a program', () => {
  function run(...args: string[]) {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/buildpanel/main.ts', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    return { child, stderr: () => stderr };
  }

  it('says where it listens, and leaves when told to, though calls hang and sockets are open', async () => {
    const { child } = run('--port', '0', '--json', '--recogniser', 'digest');
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { listening } = z.object({ listening: z.number() }).parse(JSON.parse(line));
    const running = { url: `http://127.0.0.1:${listening}`, port: listening };
    await Client.open(running);
    const hanging = postSpeech(running, '/api/voice-chat-realtime', soundOf(5)).catch(() => null);
    await delay(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await hanging).toBeNull();
  });

  it.each([
    [['--port', 'x'], /--port/],
    [['--dialect', 'd9'], /--dialect/],
    [['--menu', 'package.json'], /menu file package\.json/],
    [['--menu', 'nowhere.json'], /can't be read/],
    [['--frobnicate'], /See --help/],
  ])('says plainly what is wrong with %j', async (args, words) => {
    const { child, stderr } = run(...args);
    expect((await once(child, 'close'))[0]).toBe(1);
    expect(stderr()).toMatch(words);
    expect(stderr().trim().split('\n')).toHaveLength(1);
  });

  it('says that its port is taken', async () => {
    const { port } = await runBuildPanel();
    const second = startBuildPanel(
      {
        host: '127.0.0.1',
        port,
        menu: demoMenu(),
        behaviour: BEHAVIOUR,
      },
      {
        recogniser: createDigestRecogniser(),
        isSpeech: false,
        isDigest: true,
        speaker: createToneSpeaker(),
        log: createLog('silent'),
      },
    );
    await expect(second).rejects.toThrow(`Port ${port} is taken`);
  });
});
