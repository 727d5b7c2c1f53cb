/** What is amiss at this board, what still works, what to do: one row each. */
import type { KitchenBoard } from '../../shared/kitchen/board.ts';
import { useStore } from '../state/use-store.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/use-words.ts';
import type { PreferenceStore } from './preferences.ts';
import type { Sounds } from './sounds.ts';
import type { KitchenSource, MoveRefusal } from './source.ts';

type BoardBannersProps = {
  readonly board: KitchenBoard;
  readonly kind: KitchenSource['extra']['kind'];
  readonly refused: MoveRefusal | undefined;
  readonly sounds: Sounds;
  readonly preferences: PreferenceStore;
};

export function BoardBanners({ board, kind, refused, sounds, preferences }: BoardBannersProps) {
  const words = useWords();
  const { links, statuses, overtaken, refused: refusals } = words.kitchen;
  const isBlocked = useStore(sounds.isBlocked);
  const { volume } = useStore(preferences);
  const { link } = board;
  const lost = link === 'away' && kind === 'window' ? links.awayStation : links[link];
  return (
    <aside className="banners" aria-label={words.app.banners}>
      <div role="alert">
        {(link === 'away' || link === 'shut') && (
          <Banner tone="danger" icon="offline" title={lost.what} help={lost.help} />
        )}
      </div>
      <div role="status">
        {link === 'alone' && (
          <Banner tone="amber" icon="offline" title={lost.what} help={lost.help} />
        )}
        {board.overtaken.map(({ orderNumber, kitchenStatus, atMs }) => (
          <Banner
            key={`${orderNumber} ${atMs}`}
            tone="info"
            icon="info"
            title={orderNumber}
            help={overtaken(orderNumber, statuses[kitchenStatus])}
          />
        ))}
        {refused !== undefined && (
          <Banner tone="amber" icon="alert" title={refusals[refused]} help="" />
        )}
      </div>
      {isBlocked && volume !== 'off' && (
        <Banner
          tone="amber"
          icon="speaker"
          title={words.kitchen.soundBlocked}
          help=""
          action={<Button onClick={sounds.unblock}>{words.kitchen.soundAllow}</Button>}
        />
      )}
    </aside>
  );
}
