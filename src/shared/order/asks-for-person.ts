/** Whether a guest asks for a person instead of the voice, in English or Spanish. Pure. */

const PERSON =
  '(?:team member|crew member|staff member|member of (?:the )?(?:team|crew|staff)|(?:real |live |actual )?(?:person|human)(?: being)?|manager|representative|somebody real|someone real)';
const ENGLISH = [
  `^(?:an? |the |another )?${PERSON},? ?please`,
  `(?:talk|speak) (?:to|with) (?:an? |the |your |another )?${PERSON}`,
  '(?:talk|speak) (?:to|with) (?:someone|somebody)',
  `(?:get|want|need|like|give|have)(?: me| us)? (?:an? |the |your )${PERSON}`,
];
const SPANISH = [
  '(?:hablar con|quiero|necesito|páseme(?: con| a)?|deme) (?:una persona|un empleado|una empleada|alguien|el gerente|la gerente|un encargado)',
  '^una persona,? por favor',
];
const ASKS = new RegExp([...ENGLISH, ...SPANISH].join('|'), 'iu');

export function asksForPerson(words: string): boolean {
  return ASKS.test(words.trim());
}
