/**
 * A guest who asks for a person: voice yields at the first words that say so, staff are told, and the ticket is
 * theirs as soon as what else was said is on it.
 */
import type { LaneId, SessionId } from '../shared/ids.ts';
import type { LaneView, TranscriptEntry } from '../shared/ipc/views.ts';
import { asksForPerson } from '../shared/order/asks-for-person.ts';
import { drop, type Log } from './log.ts';
import { notice, type Tell } from './notices.ts';
import type { Tickets } from './tickets/tickets.ts';

type PersonWantedDeps = {
  readonly tickets: Pick<Tickets, 'sessionOf' | 'setTakenOver'>;
  readonly lanes: () => readonly Pick<LaneView, 'laneId' | 'name'>[];
  /** No reply is spoken over staff. */
  readonly yieldVoice: (laneId: LaneId) => void;
  readonly tell: Tell;
  readonly log: Log;
};

export type PersonWanted = {
  readonly heard: (entry: TranscriptEntry) => void;
  /** Somebody has come, or the guest has left. */
  readonly done: (laneId: LaneId) => void;
};

type Wanted = { readonly sessionId: SessionId; readonly isTaken: boolean };

export function createPersonWanted(deps: PersonWantedDeps): PersonWanted {
  /** The last of each lane: a guest is taken from voice once for it. */
  const wanted = new Map<LaneId, Wanted>();
  const alarm = (laneId: LaneId) => {
    const name = deps.lanes().find((lane) => lane.laneId === laneId)?.name ?? laneId;
    deps.tell(
      notice(`person-${laneId}`, 'problem', {
        en: `${name}: the guest asks for a person. Voice has stopped; the order so far is kept. Talk to the guest now.`,
        es: `${name}: el cliente pide una persona. La voz se detuvo; el pedido se conserva. Habla con el cliente ahora.`,
      }),
    );
  };
  return {
    heard: ({ laneId, sessionId, status, text, became }) => {
      if (sessionId !== deps.tickets.sessionOf(laneId) || !asksForPerson(text)) return;
      const known = wanted.get(laneId);
      const isKnown = known?.sessionId === sessionId;
      if (!isKnown) {
        deps.yieldVoice(laneId);
        alarm(laneId);
      }
      const isOnTicket = status === 'final' && became !== undefined;
      const isTaken = (isKnown && known.isTaken) || isOnTicket;
      wanted.set(laneId, { sessionId, isTaken });
      if (isOnTicket && !(isKnown && known.isTaken)) {
        drop(deps.tickets.setTakenOver(laneId, true), deps.log);
      }
    },
    done: (laneId) => deps.tell({ noticeId: `person-${laneId}`, isOver: true }),
  };
}
