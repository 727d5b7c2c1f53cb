/** What a person should know: what happened, what still works, what to do next. */
import type { Notice } from '../shared/ipc/views.ts';
import type { Translated } from '../shared/people/translated.ts';

/** A notice as it is told. */
export function notice(noticeId: string, kind: Notice['kind'], text: Translated): Notice {
  return { noticeId, kind, text };
}

/** The oldest go first: a screen full of notices is read by nobody. */
const MAX_NOTICES = 20;

/** What a notice told of is over: it leaves the screen by itself. */
export type Over = Pick<Notice, 'noticeId'> & { readonly isOver: true };

export type Tell = (news: Notice | Over) => void;

export type Notices = { readonly tell: Tell; readonly list: () => readonly Notice[] };

type NoticesDeps = {
  readonly onNotice: (notice: Notice) => void;
  readonly onCleared: (notice: Pick<Notice, 'noticeId'>) => void;
};

/** A notice told again under the same id replaces the earlier one. */
export function createNotices({ onNotice, onCleared }: NoticesDeps): Notices {
  let notices: readonly Notice[] = [];
  return {
    tell: (news) => {
      const { noticeId } = news;
      const others = notices.filter((notice) => notice.noticeId !== noticeId);
      if ('isOver' in news) {
        if (others.length < notices.length) onCleared({ noticeId });
        notices = others;
        return;
      }
      notices = [...others, news].slice(-MAX_NOTICES);
      onNotice(news);
    },
    list: () => notices,
  };
}
