import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withPreset } from '../../../src/renderer/menu/item-draft.ts';
import { MAX_ORDERS, withOrder } from '../../../src/renderer/orders/order-list.ts';
import { deliveryWords } from '../../../src/renderer/orders/delivery-words.ts';
import { likelyCash, MAX_CASH_CENTS, typedCents } from '../../../src/renderer/tender/cash.ts';
import { missingTexts } from '../../../src/renderer/ticket/before-paying.ts';
import { english } from '../../../src/renderer/words/english.ts';
import { seeds } from '../../e2e/renderer/seeds.ts';

describe('cash that a guest is likely to hand over', () => {
  it('is the total rounded up to each bill, small to large', () => {
    expect(likelyCash(2_376)).toEqual([2_400, 2_500, 3_000, 4_000, 5_000, 10_000]);
    expect(likelyCash(2_000)).toEqual([5_000, 10_000]);
  });

  it('is always more than the total, each once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_CASH_CENTS }), (total) => {
        const amounts = likelyCash(total);
        expect(amounts.every((cents) => cents > total && cents <= MAX_CASH_CENTS)).toBe(true);
        expect(new Set(amounts).size).toBe(amounts.length);
      }),
    );
  });
});

describe('digits in the cash field', () => {
  it('are cents, whatever stands between them', () => {
    expect(typedCents('2000')).toBe(2_000);
    expect(typedCents('$20.005')).toBe(20_005);
    expect(typedCents('$0.0')).toBeUndefined();
    expect(typedCents('')).toBeUndefined();
  });

  it('stop at what the contract takes', () => {
    expect(typedCents('9'.repeat(40))).toBe(MAX_CASH_CENTS);
  });
});

describe('today’s orders', () => {
  const [first, second] = seeds.orders.orders;
  if (first === undefined || second === undefined) throw new Error('The seed has orders');

  it('take news in their place and a new order first', () => {
    const news = { ...second, delivery: 'delivered' } as const;
    expect(withOrder([first, second], news)).toEqual([first, news]);
    expect(withOrder([second], first)).toEqual([first, second]);
  });

  it('stay bounded', () => {
    const many = Array.from({ length: MAX_ORDERS }, () => second);
    expect(withOrder(many, first)).toHaveLength(MAX_ORDERS);
  });

  it('say that someone must tell the kitchen only while nothing is sent', () => {
    const say = (isOnline: boolean) =>
      deliveryWords({ delivery: 'waiting' }, isOnline, english).text;
    expect(say(false)).toContain('Tell them');
    expect(say(true)).not.toContain('Tell them');
  });

  it('say what to do about a refusal, with or without its reason', () => {
    const say = (refusal?: string) =>
      deliveryWords(
        { delivery: 'refused', ...(refusal !== undefined && { refusal: { en: refusal, es: '' } }) },
        true,
        english,
      ).text;
    expect(say()).toContain('tell the kitchen');
    expect(say('The prices differ.')).toBe('Refused. The prices differ.');
  });
});

it('a ready-made note stands beside one’s own and goes again', () => {
  const draft = { itemId: 'x', quantity: 1, modifierIds: [], choices: [], note: 'no nuts' };
  const both = withPreset(draft, 'To share');
  expect(both.note).toBe('no nuts, To share');
  expect(withPreset(both, 'To share').note).toBe('no nuts');
  expect(withPreset({ ...draft, note: 'n'.repeat(200) }, 'To share').note).toHaveLength(200);
});

it('what is missing before paying is asked without its options', () => {
  const ticket = seeds['choice-open'].tickets[0]?.ticket;
  expect(ticket && missingTexts(ticket, english.question)).toEqual([
    'Greek Salad: which dressing?',
  ]);
});
