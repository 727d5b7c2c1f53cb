/** Does what the crew says with the crew key held, and says on the screen what became of it. */
import type { OrderView } from '../shared/ipc/views.ts';
import { crewCommandIn } from '../shared/crew/crew-command.ts';
import type { LaneId } from '../shared/ids.ts';
import type { Menu } from '../shared/menu/menu.ts';
import type { Translated } from '../shared/people/translated.ts';
import type { SoldOutState, SoldOutSubject } from '../shared/sold-out/sold-out.ts';
import { notice, type Tell } from './notices.ts';

type CrewDeskDeps = {
  readonly menu: () => Menu;
  /** As by hand: whoever may not is refused. */
  readonly setSoldOut: (
    subject: SoldOutSubject,
    state: SoldOutState,
  ) => Promise<{ readonly ok: boolean }>;
  readonly orders: () => readonly OrderView[];
  readonly tell: Tell;
};

export type CrewDesk = {
  /** Words that are no command change nothing: they are told, and go on no ticket. */
  readonly take: (laneId: LaneId, words: string) => Promise<void>;
};

export function createCrewDesk({ menu, setSoldOut, orders, tell }: CrewDeskDeps): CrewDesk {
  const say = (kind: 'information' | 'warning', text: Translated) =>
    tell(notice('crew', kind, text));
  return {
    take: async (laneId, words) => {
      const command = crewCommandIn(words, menu());
      if (command === 'no-command' || command === 'unknown-item') {
        say('warning', notUnderstood(words, command));
        return;
      }
      if (command.kind === 'repeat-order') {
        say('information', lastOrder(orders().find(({ order }) => order.laneId === laneId)));
        return;
      }
      const { kind, subject, name } = command;
      const state = kind === 'sold-out' ? { kind } : ({ kind: 'on-sale' } as const);
      const set = await setSoldOut(subject, state);
      if (!set.ok) say('warning', refused(name));
      else say('information', kind === 'sold-out' ? nowOut(name) : nowBack(name));
    },
  };
}

function notUnderstood(words: string, why: 'no-command' | 'unknown-item'): Translated {
  const heard = words === '' ? '–' : words;
  return why === 'unknown-item'
    ? {
        en: `Crew: “${heard}” names nothing on the menu, or more than one thing. Nothing was changed. Say its whole name.`,
        es: `Equipo: «${heard}» no nombra nada del menú, o más de una cosa. No se cambió nada. Di el nombre completo.`,
      }
    : {
        en: `Crew: “${heard}” is no command. Nothing was changed. Say “eighty-six the lemonade”, “lemonade is back” or “repeat last order”.`,
        es: `Equipo: «${heard}» no es una orden. No se cambió nada. Di “eighty-six the lemonade”, “lemonade is back” o “repeat last order”.`,
      };
}

function refused(name: string): Translated {
  return {
    en: `Crew: ${name} was not changed. Somebody who may has to do it under Sold out.`,
    es: `Equipo: no se cambió ${name}. Lo tiene que hacer alguien autorizado en Agotado.`,
  };
}

function nowOut(name: string): Translated {
  return {
    en: `Crew: ${name} is sold out everywhere. Say “${name} is back” to undo it.`,
    es: `Equipo: ${name} está agotado en todas partes. Di “${name} is back” para deshacerlo.`,
  };
}

function nowBack(name: string): Translated {
  return {
    en: `Crew: ${name} is back everywhere.`,
    es: `Equipo: vuelve a haber ${name} en todas partes.`,
  };
}

function lastOrder(view: OrderView | undefined): Translated {
  if (view === undefined) {
    return {
      en: 'Crew: no order was placed on this lane today.',
      es: 'Equipo: hoy no se hizo ningún pedido en este carril.',
    };
  }
  const { orderNumber, lines } = view.order;
  const said = lines.map(({ quantity, name }) => `${quantity} × ${name}`).join(', ');
  return {
    en: `Crew: last order ${orderNumber}: ${said}.`,
    es: `Equipo: último pedido ${orderNumber}: ${said}.`,
  };
}
