import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NO_PRINTERS } from '../../../src/shared/printing/printing-setup.ts';
import { openSettings } from '../../../src/main/settings/open-settings.ts';
import { laneIdSchema } from '../../../src/shared/ids.ts';
import { at, setupWith } from '../../support/printing-fixture.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const wallMs = () => Date.UTC(2026, 0, 2, 3, 4, 5);
const LANE = laneIdSchema.parse('lane-1');

test('a new station has defaults, and what is changed is there at the next start', async () => {
  const folder = await tempFolder();
  const { settings, problem } = await openSettings(folder, wallMs);
  expect(problem).toBeUndefined();
  expect(settings.current()).toEqual({
    relayUrl: '',
    stationName: 'Station',
    idleLockMinutes: 0,
    tipPercents: [15, 18, 20],
    training: { state: 'off' },
    opensKitchenAtStart: false,
    lanes: {},
    printing: NO_PRINTERS,
    screen: { sounds: 'normal' },
    favourites: [],
  });

  const setup = {
    capture: { kind: 'device', name: 'Headset' },
    mode: 'push-to-talk',
    endpointing: {
      silenceMs: 700,
      maxSilenceMs: 1_800,
      preRollMs: 300,
      minSpeechMs: 100,
      minUtteranceMs: 300,
      maxUtteranceMs: 30_000,
    },
  } as const;
  const changed = settings.change({ relayUrl: 'https://r.example', lanes: { [LANE]: setup } });
  const printing = setupWith(at(9_100), { kind: 'file', path: '/dev/usb/lp0' });
  expect(settings.change({ printing })).toEqual({ ok: true, value: undefined });
  expect(changed).toEqual({ ok: true, value: undefined });

  const again = await openSettings(folder, wallMs);
  expect(again.settings.current()).toMatchObject({
    relayUrl: 'https://r.example',
    lanes: { 'lane-1': setup },
    printing,
  });
  expect((await stat(join(folder, 'settings.json'))).mode & 0o777).toBe(0o600);
});

test.each([
  ['not JSON', '{"relayUrl": '],
  ['empty', ''],
  ['against the schema', '{"screen": {"sounds": "deafening"}}'],
  ['with a broken lane', '{"lanes": {"lane-1": {"mode": "shouting"}}}'],
])('settings that are %s are set aside, not overwritten', async (_what, content) => {
  const folder = await tempFolder();
  await writeFile(join(folder, 'settings.json'), content);
  const { settings, problem } = await openSettings(folder, wallMs);
  const keptAs = join(folder, 'settings.json.corrupt-2026-01-02T03-04-05-000Z');
  expect(problem).toEqual({ code: 'corrupt', keptAs });
  expect(await readFile(keptAs, 'utf8')).toBe(content);
  expect(settings.current().screen).toEqual({ sounds: 'normal' });
  expect(settings.change({ stationName: 'Front' }).ok).toBe(true);
});

test('a settings file that can not be opened at all leaves defaults and says that nothing is kept', async () => {
  const folder = await tempFolder();
  await mkdir(join(folder, 'settings.json'));
  const { settings, problem } = await openSettings(folder, wallMs);
  expect(problem).toEqual({ code: 'cannot-read-or-write' });
  expect(settings.change({ stationName: 'Front' })).toEqual({ ok: false, failure: 'cannot-save' });
  expect(settings.current().stationName).toBe('Front');
  expect(await readdir(folder)).toEqual(['settings.json']);
});
