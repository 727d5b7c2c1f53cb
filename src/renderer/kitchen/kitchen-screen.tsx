/** The kitchen's composition root: connects the board to its source, its sounds and what the screen remembers. */
import { useEffect, useState } from 'react';
import type { KitchenBoard } from '../../shared/kitchen/board.ts';
import { newsOf, type Told } from '../../shared/kitchen/board-news.ts';
import { useStore } from '../state/use-store.ts';
import { computerLanguage, wordsIn } from '../words/language.ts';
import { WordsContext } from '../words/use-words.ts';
import { Board } from './board.tsx';
import { Door } from './door.tsx';
import { KitchenSettings } from './kitchen-settings.tsx';
import type { KitchenProps } from './kitchen-props.ts';

export function KitchenScreen(props: KitchenProps) {
  const { source, preferences, theme, sounds } = props;
  const board = useStore(source.board);
  const { textSize, language = computerLanguage(navigator.language) } = useStore(preferences);
  const [isSetting, setIsSetting] = useState(false);
  useEffect(() => {
    document.documentElement.dataset['text'] = textSize;
    document.documentElement.lang = language;
  }, [textSize, language]);
  useEffect(() => ringFor(props), [props]);
  const { extra } = source;
  return (
    <WordsContext value={wordsIn(language)}>
      <div className="kitchen" onPointerDown={sounds.unblock} onKeyDown={sounds.unblock}>
        {extra.kind === 'page' && board.link === 'shut' ? (
          <Door onEnter={extra.enter} />
        ) : (
          <Board {...props} onSettings={() => setIsSetting(true)} />
        )}
        {isSetting && (
          <KitchenSettings
            {...{ preferences, theme, sounds, extra }}
            onClose={() => setIsSetting(false)}
          />
        )}
      </div>
    </WordsContext>
  );
}

/** Rings for what is new on the board. What was there when the screen came up is no news. */
function ringFor({ source, preferences, sounds, clock }: KitchenProps): () => void {
  let told: Told | undefined;
  const isKnown = ({ link, orders }: KitchenBoard) => link !== 'connecting' || orders.length > 0;
  const listen = () => {
    const board = source.board.get();
    if (told === undefined && !isKnown(board)) return;
    const { seen, volume } = preferences.get();
    const orders = board.orders.map((order) => ({
      ...order,
      cancellations: order.cancellations.filter(({ eventId }) => !seen.includes(eventId)),
    }));
    const heard = newsOf(told, orders, clock.get());
    told = heard.told;
    if (heard.news !== undefined) sounds.play(heard.news, volume);
  };
  listen();
  const ends = [source.board.subscribe(listen), clock.subscribe(listen)];
  return () => {
    for (const end of ends) end();
  };
}
