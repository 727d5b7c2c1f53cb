/** What the words of one utterance do to a lane's open ticket, decided purely. */
import type { UtteranceId } from '../../shared/ids.ts';
import type { Menu } from '../../shared/menu/menu.ts';
import { applyVoice, type VoiceProposal } from '../../shared/order/apply-voice.ts';
import type { Ticket } from '../../shared/order/ticket.ts';
import type { VoiceEdit, VoiceQuestion } from '../../shared/order/voice-edit.ts';
import { heedSoldOut } from '../../shared/sold-out/heed-sold-out.ts';
import type { SoldOut } from '../../shared/sold-out/sold-out.ts';
import type { UtteranceResult } from '../../shared/wire/down.ts';
import { MAX_APPLIED, type LaneState } from './lane-file.ts';
import { isWordsOnly, type Said } from './takeover.ts';

/** The order compiler: words become edits of the ticket and questions to the guest. */
export type CompileWords = (
  heard: Pick<UtteranceResult, 'finalTranscription' | 'orderData'>,
  ticket: Pick<Ticket, 'lines' | 'questions'>,
  menu: Menu,
) => {
  readonly edits: readonly VoiceEdit[];
  readonly questions: readonly VoiceQuestion[];
  /** Food that was asked for and is not on the menu, in the guest's words. */
  readonly notOnMenu?: readonly string[];
};

export type WordsContext = {
  readonly menu: Menu;
  readonly compile: CompileWords;
  readonly soldOut: SoldOut;
  readonly newId: () => string;
};

/**
 * `wordless`: nothing was heard, only a spoken reply came, or it was no speech: no line comes of it.
 * `repeated`: this utterance is on a ticket already. `missed`: the guest's session has ended, so the
 * words are kept for a person and put on nobody's ticket. `words-only`: staff had the order when they were
 * said, or have it now.
 */
export type WordsOutcome =
  | { readonly kind: 'wordless' }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'missed' }
  | { readonly kind: 'words-only' }
  | {
      readonly kind: 'taken';
      readonly state: LaneState;
      readonly notOnMenu: readonly string[];
    };

export function takeWords(
  state: LaneState,
  result: UtteranceResult,
  said: Said,
  context: WordsContext,
): WordsOutcome {
  const { utteranceId, sessionId } = result;
  if (result.words !== 'available') return { kind: 'wordless' };
  if (state.applied.includes(utteranceId)) return { kind: 'repeated' };
  if (sessionId !== state.ticket.sessionId) return { kind: 'missed' };
  if (isWordsOnly(state.takeovers, said)) return { kind: 'words-only' };

  const { proposal, notOnMenu } = propose(state.ticket, result, context);
  const ticket = applyVoice(state.ticket, proposal, context);
  return { kind: 'taken', state: { ...remember(state, utteranceId), ticket }, notOnMenu };
}

/** The ticket with what the words order as suggestions; undefined when they order nothing. */
export function suggest(
  ticket: Ticket,
  heard: Pick<UtteranceResult, 'utteranceId' | 'finalTranscription'>,
  context: WordsContext,
): Ticket | undefined {
  const { proposal } = propose(ticket, heard, context);
  const { edits, questions } = proposal;
  if (edits.length === 0 && questions.length === 0) return undefined;
  return applyVoice(ticket, proposal, context);
}

function propose(
  ticket: Ticket,
  heard: Pick<UtteranceResult, 'utteranceId' | 'finalTranscription' | 'orderData'>,
  { menu, compile, soldOut }: WordsContext,
): { readonly proposal: VoiceProposal; readonly notOnMenu: readonly string[] } {
  const { utteranceId } = heard;
  const { edits, questions, notOnMenu = [] } = compile(heard, ticket, menu);
  const proposal = heedSoldOut({ utteranceId, edits, questions }, ticket, menu, soldOut);
  return { proposal, notOnMenu };
}

export function remember(state: LaneState, utteranceId: UtteranceId): LaneState {
  return { ...state, applied: [...state.applied, utteranceId].slice(-MAX_APPLIED) };
}
