import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { lineIdSchema, utteranceIdSchema } from '../../../src/shared/ids.ts';
import { readBackOf } from '../../../src/shared/order/read-back.ts';
import type { TicketLine } from '../../../src/shared/order/ticket.ts';

const line = (name: string, status: TicketLine['status'], confidence?: number): TicketLine => ({
  lineId: lineIdSchema.parse(v7()),
  itemId: name,
  name,
  quantity: 1,
  unitPriceCents: 100,
  modifiers: [],
  choices: [],
  status,
  origin:
    confidence === undefined
      ? { by: 'touch' }
      : { by: 'voice', utteranceId: utteranceIdSchema.parse(v7()), words: name, confidence },
});

test('what was heard badly is read back first, then what waits for a yes, each as it was ordered', () => {
  const lines = [
    line('tea', 'confirmed', 0.4),
    line('bowl', 'suggested', 0.95),
    line('salad', 'suggested', 0.5),
    line('pie', 'confirmed'),
    line('gyro', 'suggested', 0.7),
  ];
  expect(readBackOf(lines).map(({ line: { name }, surety }) => `${name} ${surety}`)).toEqual([
    'salad unsure',
    'gyro unsure',
    'bowl heard',
    'tea sure',
    'pie sure',
  ]);
});
