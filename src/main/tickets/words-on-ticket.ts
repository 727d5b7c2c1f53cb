/** What guests say, on its way to a lane's open ticket: once, and only while voice may propose. Owned by the tickets. */
import type { LaneId, UtteranceId } from '../../shared/ids.ts';
import type { WordsBecame } from '../../shared/ipc/views.ts';
import type { Menu } from '../../shared/menu/menu.ts';
import type { Ticket } from '../../shared/order/ticket.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { SoldOut } from '../../shared/sold-out/sold-out.ts';
import type { UtteranceResult } from '../../shared/wire/down.ts';
import type { MissedWords } from './missed-words.ts';
import type { OpenLane, Saved } from './open-lane.ts';
import {
  remember,
  suggest,
  takeWords,
  type CompileWords,
  type WordsContext,
} from './take-words.ts';
import { handedBack, takenOver, type Said } from './takeover.ts';
import { changed } from './ticket-history.ts';

export type WordsOnTicketDeps = {
  readonly missed: MissedWords;
  readonly menu: () => Menu;
  readonly compile: CompileWords;
  readonly soldOut: () => SoldOut;
  readonly newId: () => string;
  readonly wallMs: () => number;
};

export class WordsOnTicket {
  readonly #deps: WordsOnTicketDeps;

  constructor(deps: WordsOnTicketDeps) {
    this.#deps = deps;
  }

  /** Staff take the ticket from voice, or hand it back; it ends with the guest. */
  async setTakenOver(lane: OpenLane, isWanted: boolean): Promise<Saved> {
    while (lane.turn !== undefined) await lane.turn;
    const change = isWanted ? takenOver : handedBack;
    const takeovers = change(lane.state.takeovers, this.#deps.wallMs());
    return lane.change({ ...lane.state, takeovers });
  }

  async take(
    lane: OpenLane,
    result: UtteranceResult,
    said: Said,
  ): Promise<Result<WordsBecame | undefined, 'cannot-save'>> {
    while (lane.turn !== undefined) await lane.turn;
    const outcome = takeWords(lane.state, result, said, this.#context);
    switch (outcome.kind) {
      case 'wordless':
        return ok(undefined);
      case 'repeated':
        return lane.save(); // the first delivery may still be on its way to the disk
      case 'missed':
      case 'words-only': {
        const kept = await this.keepApart(lane.state.laneId, result, said, outcome.kind);
        if (!kept.ok) return kept;
        lane.state = remember(lane.state, result.utteranceId);
        const saved = await lane.save();
        return saved.ok ? kept : saved;
      }
      case 'taken': {
        lane.history = changed(lane.history, lane.state.ticket);
        lane.heardNotOnMenu(result, outcome.notOnMenu);
        const saved = await lane.change(outcome.state);
        return saved.ok ? ok('suggestions') : saved;
      }
    }
  }

  /** On nobody's ticket: kept for a person to look through. */
  async keepApart(
    laneId: LaneId,
    result: UtteranceResult,
    { fromMs: saidAtMs }: Said,
    became: 'missed' | 'words-only',
  ): Promise<Result<WordsBecame, 'cannot-save'>> {
    const why = became === 'missed' ? 'guest-left' : 'taken-over';
    const kept = await this.#deps.missed.keep(laneId, result, { why, saidAtMs });
    return kept.ok ? ok(became) : kept;
  }

  /** A person wants words that were missed on the lane's ticket: what they order is suggested there. */
  async putMissed(
    lane: OpenLane,
    utteranceId: UtteranceId,
  ): Promise<Result<Ticket, 'unknown-words' | 'no-order-in-words' | 'cannot-save'>> {
    const { missed } = this.#deps;
    const words = missed.find(utteranceId);
    if (words === undefined) return fail('unknown-words');
    while (lane.turn !== undefined) await lane.turn;
    const before = lane.state.ticket;
    const heard = { utteranceId, finalTranscription: words.text };
    const ticket = suggest(before, heard, this.#context);
    if (ticket === undefined) return fail('no-order-in-words');
    lane.history = changed(lane.history, before);
    const saved = await lane.change({ ...lane.state, ticket });
    await missed.markSeen([utteranceId]);
    return saved.ok ? ok(ticket) : saved;
  }

  get #context(): WordsContext {
    return { ...this.#deps, menu: this.#deps.menu(), soldOut: this.#deps.soldOut() };
  }
}
