import { describe, expect, test } from 'vitest';
import { TalkShortcuts } from '../../../src/main/talk-shortcuts.ts';
import { TalkSwitch } from '../../../src/main/voice/lane/talk.ts';
import { laneIdSchema, type LaneId } from '../../../src/shared/ids.ts';
import type { LaneView } from '../../../src/shared/ipc/views.ts';
import type { Talk } from '../../../src/shared/talk.ts';

const LANE = laneIdSchema.parse('lane-1');
const OTHER = laneIdSchema.parse('lane-2');

/** A system that gives each key to the first who wants it; `taken` belong to others. */
function setUp(taken: readonly string[] = []) {
  const keys = new Map<string, () => void>();
  const toggled: LaneId[] = [];
  const told: string[] = [];
  const shortcuts = new TalkShortcuts({
    system: {
      register: (key, pressed) => {
        if (keys.has(key) || taken.includes(key)) return false;
        keys.set(key, pressed);
        return true;
      },
      unregister: (key) => void keys.delete(key),
    },
    toggle: (laneId) => toggled.push(laneId),
    tell: (news) => void told.push('isOver' in news ? 'over' : news.kind),
  });
  return { keys, toggled, told, shortcuts };
}

function lane(laneId: LaneId, talk?: Talk): LaneView {
  return {
    laneId,
    name: laneId,
    state: 'idle',
    mode: talk === undefined ? 'hands-free' : 'push-to-talk',
    muted: false,
    ...(talk !== undefined && { talk: { ...talk, isOn: false } }),
    device: { state: 'open', name: 'Headset' },
    listeningGaps: { count: 0, totalMs: 0 },
    wordsAvailable: true,
  };
}
const withKey = (shortcut: string): Talk => ({ style: 'hold', shortcut });

describe('shortcuts of push-to-talk', () => {
  test('each lane has its own, and gives it back when it goes to hands-free', () => {
    const { keys, toggled, shortcuts } = setUp();
    shortcuts.laneIs(lane(LANE, withKey('F13')));
    shortcuts.laneIs(lane(OTHER, withKey('F14')));
    keys.get('F14')?.();
    keys.get('F13')?.();
    expect(toggled).toEqual([OTHER, LANE]);
    shortcuts.laneIs(lane(OTHER));
    expect([...keys.keys()]).toEqual(['F13']);
    shortcuts.stop();
    expect(keys.size).toBe(0);
  });

  test('a key that another has is told, and is not taken from the other', () => {
    const { keys, told, shortcuts } = setUp(['F15']);
    shortcuts.laneIs(lane(LANE, withKey('F13')));
    shortcuts.laneIs(lane(OTHER, withKey('F13')));
    expect(told).toEqual(['warning']);
    shortcuts.laneIs(lane(OTHER, withKey('F15')));
    expect(told).toEqual(['warning', 'over', 'warning']);
    expect([...keys.keys()]).toEqual(['F13']);
    shortcuts.laneIs(lane(OTHER, withKey('F14')));
    expect(told.at(-1)).toBe('over');
    expect([...keys.keys()]).toEqual(['F13', 'F14']);
  });
});

describe('the switch of push-to-talk', () => {
  test('tells each change once, whoever presses, and a forgotten one ends', () => {
    const told: boolean[] = [];
    let fire: () => void = () => undefined;
    const clock = {
      after: (_ms: number, run: () => void) => {
        fire = run;
        return () => {
          fire = () => undefined;
        };
      },
    };
    const talk = new TalkSwitch(clock, (isOn) => told.push(isOn));
    talk.toggle();
    talk.press(true);
    talk.press(false);
    talk.toggle();
    fire();
    expect(told).toEqual([true, false, true, false]);
    expect(talk.isOn).toBe(false);
  });
});
