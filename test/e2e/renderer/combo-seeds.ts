/** Seeds on a menu with combos, barcodes and favourites. */
import demoMenu from '../../../resources/demo-menu.json' with { type: 'json' };
import type { LaneTicket, StationSnapshot } from '../../../src/shared/ipc/views.ts';
import { importMenu } from '../../../src/shared/menu/import-menu.ts';
import { emptyTicket, reduceTicket } from '../../../src/shared/order/reduce-ticket.ts';
import type { Selection } from '../../../src/shared/order/selection.ts';
import type { Ticket } from '../../../src/shared/order/ticket.ts';
import { withCombos } from '../../support/combo-additions.ts';
import { newId, newTicketIds } from './make-tickets.ts';

const imported = importMenu(withCombos(demoMenu));
if (!imported.ok) throw new Error(imported.failure.text);
const menu = imported.value;

function ticketOf(...selections: readonly Selection[]): Ticket {
  return selections.reduce(
    (before, selection) => {
      const added = reduceTicket(before, { kind: 'add-item', selection }, { menu, newId });
      if (!added.ok) throw new Error(added.failure.code);
      return added.value;
    },
    emptyTicket(newTicketIds(), menu),
  );
}

const bowl: Selection = { itemId: '503', quantity: 1, modifierIds: ['no-olives'], choices: [] };

const greekCombo: Selection = {
  itemId: '801',
  quantity: 2,
  modifierIds: [],
  choices: [
    { choiceId: 'combo-801-bowl', optionId: '503', modifierIds: ['no-olives', 'no-feta'] },
    { choiceId: 'combo-801-side', optionId: '903' },
    { choiceId: 'combo-801-drink', optionId: '103' },
  ],
};

export function comboSeeds(
  snapshot: (change: Partial<StationSnapshot>) => StationSnapshot,
  onLane: (ticket: Ticket) => LaneTicket,
) {
  return {
    combos: snapshot({ menu, tickets: [onLane(ticketOf())] }),
    favourites: snapshot({
      menu,
      favourites: ['503', '103', '801', '302'],
      tickets: [onLane(ticketOf())],
    }),
    'combo-on-ticket': snapshot({ menu, tickets: [onLane(ticketOf(greekCombo, bowl))] }),
  };
}
