import { expect, test } from 'vitest';
import { createCrewDesk } from '../../../src/main/crew-desk.ts';
import { laneIdSchema } from '../../../src/shared/ids.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import { demoMenu } from '../../support/demo-menu.ts';

const laneId = laneIdSchema.parse('lane-1');

function desk(mayMark = true) {
  const did: string[] = [];
  const crew = createCrewDesk({
    menu: demoMenu,
    setSoldOut: (_subject, { kind }) => {
      did.push(kind);
      return Promise.resolve(mayMark ? ok(undefined) : fail('needs-approval'));
    },
    orders: () => [],
    tell: (news) => void did.push('isOver' in news ? 'over' : news.text.en),
  });
  return { crew, did };
}

test('an item that is said to be out is marked, and the screen says so', async () => {
  const { crew, did } = desk();
  await crew.take(laneId, 'eighty six the lemonade');
  await crew.take(laneId, 'lemonade is back');
  expect(did).toEqual([
    'sold-out',
    'Crew: Lemonade is sold out everywhere. Say “Lemonade is back” to undo it.',
    'on-sale',
    'Crew: Lemonade is back everywhere.',
  ]);
});

test('whoever may not mark by hand may not by voice', async () => {
  const { crew, did } = desk(false);
  await crew.take(laneId, 'eighty six the lemonade');
  expect(did[1]).toContain('Lemonade was not changed');
});

test('what is no command marks nothing and is told', async () => {
  const { crew, did } = desk();
  await crew.take(laneId, 'two greek bowls');
  expect(did).toEqual([expect.stringContaining('is no command. Nothing was changed')]);
});
