/** How loud replies are: set by a person, kept over a new host, softer while the crew talk. */
import { afterEach, expect, test } from 'vitest';
import type { ToHost } from '../../../../src/shared/audio-port/audio-port.ts';
import type { FakeAudioHost } from '../../../support/fake-audio-host.ts';
import { laneId } from '../../../support/journal-fixture.ts';
import { openHost, startStation, until, type Station } from '../../../support/voice-fixture.ts';

let station: Station;
afterEach(() => station.voice.stop());

const start = async () => {
  station = await startStation({
    relayUrl: 'ws://127.0.0.1:9',
    lane: { playback: 'Test headset' },
  });
  return openHost(station);
};
const toldOf = ({ told }: FakeAudioHost, type: ToHost['type']) =>
  told.filter((message) => message.type === type);

test('a volume reaches the host that plays, the screen, and the host after it', async () => {
  const host = await start();
  expect(station.voice.setVolume(laneId, 0.4)).toMatchObject({ ok: true });
  expect(toldOf(host, 'volume')).toEqual([{ type: 'volume', volume: 0.4 }]);
  expect(station.lanes.at(-1)?.volume).toBe(0.4);
  host.die();
  await until('another host', () => station.hosts.length > 1);
  const next = await openHost(station);
  expect(toldOf(next, 'open')).toMatchObject([{ volume: 0.4 }]);
});

test('replies are softer while the crew key is held', async () => {
  const host = await start();
  station.voice.setCrewKey(laneId, true);
  expect(toldOf(host, 'duck').at(-1)).toEqual({ type: 'duck', ducked: true });
  station.voice.setCrewKey(laneId, false);
  expect(toldOf(host, 'duck').at(-1)).toEqual({ type: 'duck', ducked: false });
});
