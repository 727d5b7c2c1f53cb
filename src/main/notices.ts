/** What a person should know: what happened, what still works, what to do next. */
import type { Notice } from '../shared/ipc/views.ts';

/** The oldest go first: a screen full of notices is read by nobody. */
const MAX_NOTICES = 20;

export type Tell = (notice: Notice) => void;

export type Notices = { readonly tell: Tell; readonly list: () => readonly Notice[] };

/** A notice told again under the same id replaces the earlier one. */
export function createNotices(push: Tell): Notices {
  let notices: readonly Notice[] = [];
  return {
    tell: (notice) => {
      const others = notices.filter(({ noticeId }) => noticeId !== notice.noticeId);
      notices = [...others, notice].slice(-MAX_NOTICES);
      push(notice);
    },
    list: () => notices,
  };
}
