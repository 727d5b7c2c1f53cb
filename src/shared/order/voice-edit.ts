/** What the order compiler proposes: edits to the ticket and questions to the guest. */
import type { LineId } from '../ids.ts';
import type { QuestionAbout } from './question-about.ts';
import type { Selection } from './selection.ts';

/** The words an edit rests on, as heard, and how sure the compiler is (0 to 1). */
export type Evidence = { readonly words: string; readonly confidence: number };

/** Below this a suggestion is shown as unsure (amber). */
export const SURE_CONFIDENCE = 0.8;

export type AddEdit = Evidence & {
  readonly kind: 'add';
  readonly selection: Selection;
  /** The open `which-item` question that these words answer. */
  readonly answers?: string;
};

/** The line as it should be; `units` limits the change to so many of its pieces, the rest stays. */
export type ChangeEdit = Evidence & {
  readonly kind: 'change';
  readonly lineId: LineId;
  readonly selection: Selection;
  readonly units?: number;
};

export type RemoveEdit = Evidence & { readonly kind: 'remove'; readonly lineId: LineId };

export type VoiceEdit = AddEdit | ChangeEdit | RemoveEdit;

export type VoiceQuestion =
  | {
      readonly kind: 'which-item';
      readonly text: string;
      readonly about?: QuestionAbout;
      readonly itemIds: readonly string[];
      readonly quantity: number;
      /** One selection for each of `itemIds`, with what was said beside the name. */
      readonly candidates: readonly Selection[];
      readonly words: string;
    }
  | {
      readonly kind: 'missing-choice';
      readonly text: string;
      readonly about?: QuestionAbout;
      readonly itemIds: readonly string[];
      readonly choiceId: string;
    }
  | {
      readonly kind: 'ask-a-person';
      readonly text: string;
      readonly about?: QuestionAbout;
      readonly itemIds: readonly string[];
    };
