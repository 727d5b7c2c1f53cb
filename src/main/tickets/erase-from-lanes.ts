/** A guest's words leave the tickets that are open. */
import type { SessionId } from '../../shared/ids.ts';
import { ok } from '../../shared/result.ts';
import type { OpenLane, Saved } from './open-lane.ts';
import { NO_HISTORY } from './ticket-history.ts';
import { withoutWords } from './without-words.ts';

/** Undo would bring them back, so it forgets what came before. */
export async function eraseFromLanes(
  lanes: readonly OpenLane[],
  sessionId: SessionId,
): Promise<Saved> {
  for (const lane of lanes) {
    while (lane.turn !== undefined) await lane.turn;
    const { ticket } = lane.state;
    if (ticket.sessionId !== sessionId) continue;
    lane.history = NO_HISTORY;
    lane.forgetNotOnMenu();
    const saved = await lane.change({ ...lane.state, ticket: withoutWords(ticket) });
    if (!saved.ok) return saved;
  }
  return ok(undefined);
}
