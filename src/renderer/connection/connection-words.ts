/** The connection as a person reads it: a short state for the top bar and, when something is amiss, help. */
import type { ConnectionView, WeakLink } from '../../shared/ipc/views.ts';
import type { Tone } from '../ui/banner.tsx';
import type { IconName } from '../ui/icon.tsx';
import type { Words } from '../words/english.ts';

export type ConnectionWords = {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly title: string;
  /** Beside the title while all is well. */
  readonly detail?: string;
  /** What still works and what to do; none while all is well. */
  readonly help?: string;
};

/** Below this the station tries again too soon to count. */
const SOON_MS = 5_000;

export function connectionWords(view: ConnectionView, words: Words['connection']): ConnectionWords {
  switch (view.state) {
    case 'not-enrolled':
      // The card that asks for the code says the rest.
      return { tone: 'info', icon: 'info', title: words.notEnrolled };
    case 'connecting': {
      // A first try takes a moment; a banner for it would only flash.
      const help = view.attempt > 1 ? { help: words.connectingHelp } : {};
      return { tone: 'info', icon: 'online', title: words.connecting, ...help };
    }
    case 'online':
      return onlineWords(view, words);
    case 'offline': {
      const seconds = Math.ceil(view.retryInMs / 1_000);
      const retry = view.retryInMs < SOON_MS ? words.retrySoon : words.retryIn(seconds);
      return {
        tone: 'amber',
        icon: 'offline',
        title: words.offline,
        help: `${words.offlineReasons[view.reason]} ${words.offlineHelp} ${retry}`,
      };
    }
    case 'stopped':
      return { tone: 'danger', icon: 'alert', title: words.stopped, help: words[view.reason] };
  }
}

function onlineWords(
  view: Extract<ConnectionView, { state: 'online' }>,
  words: Words['connection'],
): ConnectionWords {
  switch (view.verdict) {
    case 'NOTHING_REACHABLE':
      return {
        tone: 'amber',
        icon: 'offline',
        title: words.speechAway,
        help: words.speechAwayHelp,
      };
    case 'BATCH_PROCESSING_ONLY':
      return { tone: 'amber', icon: 'speaker', title: words.noWords, help: words.noWordsHelp };
    case 'OPTIMIZED_BATCH_PROCESSING':
      return { tone: 'good', icon: 'online', title: words.online, detail: words.wordsAfter };
    case 'WEBSOCKET_PROXY_INTEGRATION':
    case 'HTTP_STREAMING_INTEGRATION': {
      if (view.streaming && view.weakLink !== undefined) return weakWords(view.weakLink, words);
      const detail = view.streaming ? words.wordsLive : words.wordsAfter;
      return { tone: 'good', icon: 'online', title: words.online, detail };
    }
  }
}

function weakWords(weakLink: WeakLink, words: Words['connection']): ConnectionWords {
  const said = { icon: 'online', title: words.online, detail: words.weakLink[weakLink] } as const;
  switch (weakLink) {
    case 'medium':
      return { tone: 'good', ...said };
    case 'low':
      return { tone: 'amber', ...said };
    case 'batch':
      return { tone: 'amber', ...said, help: words.weakLinkHelp };
  }
}
