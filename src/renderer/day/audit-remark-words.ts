import type { AuditRemark } from '../../shared/day/audit-remark.ts';
import type { Words } from '../words/english.ts';

/** What the station said in a line of the trail, in the screen's language. */
export function remarkWords(
  remark: AuditRemark | undefined,
  { audit, roles }: Pick<Words, 'audit' | 'roles'>,
): string | undefined {
  if (remark === undefined) return undefined;
  if ('basisPoints' in remark) return audit.percentOff(remark.basisPoints / 100);
  if ('count' in remark) return audit.ordersPractised(remark.count);
  if ('changes' in remark) {
    const changes = remark.changes.map((change) => audit.personChanges[change]);
    return `${roles[remark.role]}: ${changes.join(', ')}`;
  }
  if (remark.code !== 'printers') return audit.remarks[remark.code];
  return [
    ...(remark.receipt === undefined ? [] : [audit.receiptPrinter(remark.receipt)]),
    ...(remark.kitchen === undefined ? [] : [audit.kitchenPrinter(remark.kitchen)]),
  ].join(', ');
}
