import { expect, test } from 'vitest';
import { HeardSource } from '../../../../src/main/voice/lane/heard-source.ts';

const HOST = 41;

function reads(sourceName: string | undefined, processId = HOST) {
  return { processId, sourceName };
}

test('a stream that reads from another source than at first has moved, and is back with the first', () => {
  const heard = new HeardSource();
  heard.tell([reads('headset'), reads('built-in', 7)]);
  expect(heard.hasMoved(HOST)).toBe(false);
  heard.tell([reads('built-in')]);
  expect(heard.hasMoved(HOST)).toBe(true);
  heard.tell([reads('headset', 42)]);
  expect(heard.hasMoved(42)).toBe(false);
});

test('a new host that gets another source than the lane had before it has been moved, too', () => {
  const heard = new HeardSource();
  heard.tell([reads('headset')]);
  heard.hasMoved(HOST);
  heard.tell([reads('built-in', 42)]);
  expect(heard.hasMoved(42)).toBe(true);
});

test('a stream that reads from nothing has moved', () => {
  const heard = new HeardSource();
  heard.tell([reads(undefined)]);
  expect(heard.hasMoved(HOST)).toBe(true);
});

test('where a person chose anew, the source that is there is right', () => {
  const heard = new HeardSource();
  heard.tell([reads('headset')]);
  heard.hasMoved(HOST);
  heard.forget();
  heard.tell([reads('built-in')]);
  expect(heard.hasMoved(HOST)).toBe(false);
});

test('where no server tells of the host, nothing has moved', () => {
  const heard = new HeardSource();
  heard.tell([reads('headset', 7), reads(undefined, Number.NaN)]);
  expect(heard.hasMoved(HOST)).toBe(false);
  expect(heard.hasMoved(undefined)).toBe(false);
});
