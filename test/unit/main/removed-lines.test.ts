/** What is taken off a ticket once its total was told leaves a trace, however it is taken off. */
import { expect, test } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';
import { addItem, openTill, TILL_LANE } from '../../support/till.ts';

async function withTwoLines() {
  const station = await openTill(await tempFolder());
  const { till } = station;
  await till.apply(TILL_LANE, addItem('103', 3));
  await till.apply(TILL_LANE, addItem('101'));
  const [first, second] = till.list()[0]?.ticket.lines ?? [];
  if (first === undefined || second === undefined) throw new Error('no lines');
  return { ...station, first, second };
}

test('before the guest knows the total, a line comes and goes without a trace', async () => {
  const { till, recorded, first } = await withTwoLines();
  await till.apply(TILL_LANE, { kind: 'remove-line', lineId: first.lineId });
  await till.undo(TILL_LANE);
  expect(recorded).toEqual([]);
});

test('after it, fewer units, a removed line and an undo are in the trail, with their price', async () => {
  const { till, recorded, first, second } = await withTwoLines();
  await till.tellTotal(TILL_LANE);
  const fewer = { kind: 'set-quantity', lineId: first.lineId, quantity: 1 } as const;
  await till.apply(TILL_LANE, fewer);
  await till.apply(TILL_LANE, { kind: 'remove-line', lineId: second.lineId });
  await till.apply(TILL_LANE, addItem('102'));
  await till.undo(TILL_LANE);
  const [, third] = recorded;
  expect(recorded.map(({ kind, about }) => `${kind}: ${about ?? ''}`)).toEqual([
    `line-removed: 2 × ${first.name}`,
    `line-removed: 1 × ${second.name}`,
    expect.stringMatching(/^line-removed: 1 × /),
  ]);
  expect(recorded[0]?.amountCents).toBe(2 * first.unitPriceCents);
  expect(third?.amountCents).toBe(second.unitPriceCents);
});

test('hold and recall, and a restart, do not make the total untold; the next guest does', async () => {
  const { till, recorded, first, held } = await withTwoLines();
  await till.tellTotal(TILL_LANE);
  await till.hold(TILL_LANE, 'Getting cash');
  const ticketId = held.at(-1)?.[0]?.ticketId;
  if (ticketId === undefined) throw new Error('not held');
  await till.recall(TILL_LANE, ticketId);
  await till.apply(TILL_LANE, { kind: 'remove-line', lineId: first.lineId });
  expect(recorded.map(({ kind }) => kind)).toEqual(['line-removed']);
  await till.nextGuest(TILL_LANE);
  await till.apply(TILL_LANE, addItem('103', 3));
  const [line] = till.list()[0]?.ticket.lines ?? [];
  if (line === undefined) throw new Error('no line');
  await till.apply(TILL_LANE, { kind: 'remove-line', lineId: line.lineId });
  expect(recorded.filter(({ kind }) => kind === 'line-removed')).toHaveLength(1);
});
