import { expect, test } from 'vitest';
import { remarkWords } from '../../../src/renderer/day/audit-remark-words.ts';
import { wordsIn } from '../../../src/renderer/words/language.ts';
import { AUDIT_REMARKS, type AuditRemark } from '../../../src/shared/day/audit-remark.ts';

const REMARKS: readonly AuditRemark[] = [
  ...AUDIT_REMARKS.map((code) => ({ code })),
  { code: 'percent-off', basisPoints: 1_250 },
  { code: 'orders', count: 3 },
  { code: 'person', role: 'crew', changes: ['name', 'left'] },
  { code: 'printers', receipt: '10.0.0.5:9100', kitchen: '/dev/usb/lp0' },
];

test.each(REMARKS)(
  'what the station says in the trail is Spanish on a Spanish screen: %j',
  (remark) => {
    const [english, spanish] = [
      remarkWords(remark, wordsIn('en')),
      remarkWords(remark, wordsIn('es')),
    ];
    expect(spanish).toBeTruthy();
    expect(spanish).not.toBe(english);
  },
);
