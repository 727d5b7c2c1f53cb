import type { OrderView } from '../../shared/ipc/views.ts';
import type { Tone } from '../ui/banner.tsx';
import type { IconName } from '../ui/icon.tsx';
import type { Words } from '../words/english.ts';

type DeliveryWords = { readonly tone: Tone; readonly icon: IconName; readonly text: string };

export function deliveryWords(
  { delivery, refusal }: Pick<OrderView, 'delivery' | 'refusal'>,
  isOnline: boolean,
  { orders: words, language }: Pick<Words, 'orders' | 'language'>,
): DeliveryWords {
  switch (delivery) {
    case 'delivered':
      return { tone: 'good', icon: 'check', text: words.delivered };
    case 'waiting':
      return isOnline
        ? { tone: 'info', icon: 'clock', text: words.sending }
        : { tone: 'amber', icon: 'spool', text: words.waiting };
    case 'refused':
      return { tone: 'danger', icon: 'alert', text: words.refused(refusal?.[language]) };
  }
}
