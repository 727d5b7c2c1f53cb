import { describe, expect, test } from 'vitest';
import { namesByPort } from '../../../src/audio/alsa-cards.ts';

const card = (number: number, name: string, where: string) =>
  ` ${number} [Card${number}          ]: USB-Audio - ${name}\n                      Maker ${name} at ${where}\n`;
const left = 'usb-0000:00:14.0-1';
const right = 'usb-0000:00:14.0-2';
const inOrder =
  card(0, 'HDA', '0xf7f10000 irq 31') +
  card(1, 'Base', `${left}, full speed`) +
  card(2, 'Base', `${right}, full speed`);
const inOtherOrder =
  card(0, 'HDA', '0xf7f10000 irq 31') +
  card(1, 'Base', `${right}, full speed`) +
  card(2, 'Base', `${left}, full speed`);

describe('namesByPort', () => {
  test('two headsets of one make keep their names when they come back in the other order', () => {
    const before = namesByPort(inOrder);
    const after = namesByPort(inOtherOrder);
    expect(before('Base: USB Audio (hw:1,0)')).toBe(`Base: USB Audio (${left})`);
    expect(before('Base: USB Audio (hw:2,0)')).toBe(`Base: USB Audio (${right})`);
    expect(after('Base: USB Audio (hw:2,0)')).toBe(before('Base: USB Audio (hw:1,0)'));
    expect(after('Base: USB Audio (hw:1,0)')).toBe(before('Base: USB Audio (hw:2,0)'));
  });

  test('a card’s further devices are told apart', () => {
    const name = namesByPort(inOrder);
    expect(name('HDA: ALC (hw:0,0)')).toBe('HDA: ALC (0xf7f10000)');
    expect(name('HDA: HDMI (hw:0,3)')).toBe('HDA: HDMI (0xf7f10000, 3)');
  });

  test('a name without a card, or of a card that nobody knows, stays', () => {
    const name = namesByPort(inOrder);
    expect(name('Lane 1 headset')).toBe('Lane 1 headset');
    expect(name('Base: USB Audio (hw:7,0)')).toBe('Base: USB Audio (hw:7,0)');
    expect(namesByPort('')('Base: USB Audio (hw:1,0)')).toBe('Base: USB Audio (hw:1,0)');
  });
});
