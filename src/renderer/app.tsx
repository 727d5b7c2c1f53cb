/** The renderer's composition root: connects each feature to its store and to what main can do. */
import { useState } from 'react';
import type { LaneId } from '../shared/ids.ts';
import type { LaneTicket, LaneView } from '../shared/ipc/views.ts';
import type { Actions } from './actions.ts';
import { PayBill } from './bill-parts.tsx';
import { ConnectionBanners, ConnectionStatus } from './connection/connection-status.tsx';
import { TipSettings } from './day/tip-settings.tsx';
import { Desk, DeskButtons, type DeskPage } from './desk.tsx';
import { EnrolCard } from './enrol/enrol-card.tsx';
import { ScreenSettings } from './devices/screen-settings.tsx';
import { SelfTestSection } from './self-test/self-test-section.tsx';
import { SettingsDialog } from './devices/settings-dialog.tsx';
import { LaneAlarms } from './health/lane-alarms.tsx';
import { LaneBoard } from './lane-board.tsx';
import { LaneTabs } from './lane/lane-tabs.tsx';
import { LaneTill } from './lane-till.tsx';
import { MissedButton } from './missed/missed-button.tsx';
import { countToLookAt } from './missed/missed-list.ts';
import { withoutNotice } from './notices/notice-list.ts';
import { NoticeBar } from './notices/notice-bar.tsx';
import { OrdersDialog } from './orders/orders-dialog.tsx';
import {
  OpenDrawer,
  PaperButton,
  PrintersSection,
  PrintingBanner,
  PrintingChip,
  PrintQueue,
} from './printing-parts.tsx';
import { TrainingBanner } from './training/training-banner.tsx';
import type { Store } from './state/store.ts';
import { useStore } from './state/use-store.ts';
import type { Station } from './station.ts';
import { Button } from './ui/button.tsx';
import type { Theme } from './ui/theme.ts';
import { useHotkey } from './ui/use-hotkey.ts';
import { computerLanguage } from './words/language.ts';
import { useWords } from './words/use-words.ts';

type AppProps = {
  readonly station: Station;
  readonly actions: Actions;
  readonly theme: Store<Theme>;
};

export function App({ station, actions, theme }: AppProps) {
  const lanes = useStore(station.lanes);
  const [chosenId, setChosenId] = useState<LaneId>();
  const [isLaneView, setIsLaneView] = useState(false);
  const [isSetting, setIsSetting] = useState(false);
  const [isListing, setIsListing] = useState(false);
  const [isLooking, setIsLooking] = useState(false);
  const [isQueueOpen, setIsQueueOpen] = useState(false);
  const [deskPage, setDeskPage] = useState<DeskPage>();
  const lane = lanes.find(({ laneId }) => laneId === chosenId) ?? lanes[0];
  const { state: trainingState } = useStore(station.training);
  if (lane === undefined) return <WithoutLane {...{ station, actions }} />;
  if (isLaneView) {
    return <LaneBoard {...{ station, actions }} onBack={() => setIsLaneView(false)} />;
  }
  return (
    <div className="app">
      <TopBar
        {...{ station, lanes, lane }}
        onLane={setChosenId}
        onOrders={() => setIsListing(true)}
        onKitchen={actions.openKitchen}
        onLaneView={() => setIsLaneView(true)}
        onMissed={() => setIsLooking(true)}
        onDesk={setDeskPage}
        onQueue={() => setIsQueueOpen(true)}
        onSettings={() => setIsSetting(true)}
      />
      <Banners {...{ station, actions }} />
      <LaneTill
        key={`${lane.laneId} ${trainingState}`}
        {...{ station, actions, lane }}
        onSettings={() => setIsSetting(true)}
        onMissed={isLooking ? () => setIsLooking(false) : undefined}
      />
      {isListing && <Orders {...{ station, actions, lane }} onClose={() => setIsListing(false)} />}
      {isQueueOpen && (
        <PrintQueue {...{ station, actions }} onClose={() => setIsQueueOpen(false)} />
      )}
      <Desk {...{ station, actions }} page={deskPage} onPage={setDeskPage} />
      {isSetting && (
        <Settings {...{ station, actions, theme, lane }} onClose={() => setIsSetting(false)} />
      )}
    </div>
  );
}

/** Before enrolment, and until the restaurant has given the station a lane. */
function WithoutLane({ station, actions }: Pick<AppProps, 'station' | 'actions'>) {
  const words = useWords().app;
  const connection = useStore(station.connection);
  const spool = useStore(station.spool);
  const counts = useStore(station.orderCounts);
  const needsEnrolment = connection.state === 'not-enrolled' || connection.state === 'stopped';
  return (
    <div className="app">
      <header className="top">
        <h1 className="top-name">{station.info.restaurantName ?? station.info.name}</h1>
        <ConnectionStatus {...{ connection, spool }} waitingOrders={counts.waiting} />
      </header>
      <Banners {...{ station, actions }} />
      <main className="alone">
        {needsEnrolment ? (
          <EnrolCard hasTill={false} onEnrol={actions.enrol} />
        ) : (
          <p role="status">
            <strong>{words.noLanes}</strong>
            <span>{words.noLanesCure}</span>
          </p>
        )}
      </main>
    </div>
  );
}

type TopBarProps = {
  readonly station: Station;
  readonly lanes: readonly LaneView[];
  readonly lane: LaneView;
  readonly onLane: (laneId: LaneId) => void;
  readonly onOrders: () => void;
  readonly onKitchen: () => void;
  readonly onLaneView: () => void;
  readonly onMissed: () => void;
  readonly onDesk: (page: DeskPage) => void;
  readonly onQueue: () => void;
  readonly onSettings: () => void;
};

function TopBar(props: TopBarProps) {
  const { station, lanes, lane, onLane, onOrders, onKitchen } = props;
  const { onMissed, onDesk, onQueue, onSettings } = props;
  const words = useWords();
  const tickets = useStore(station.tickets);
  const connection = useStore(station.connection);
  const spool = useStore(station.spool);
  const counts = useStore(station.orderCounts);
  const missed = useStore(station.missed);
  const refused = counts.refused;
  useHotkey('F10', { onDown: onOrders });
  useHotkey('Control+k', { onDown: onKitchen });
  useHotkey('Control+l', { onDown: props.onLaneView });
  return (
    <header className="top">
      <h1 className="top-name">{station.info.restaurantName ?? station.info.name}</h1>
      <LaneTabs
        lanes={lanes}
        activeId={lane.laneId}
        onChoose={onLane}
        waitingOn={(laneId) => waitingOn(tickets.get(laneId))}
      />
      <ConnectionStatus {...{ connection, spool }} waitingOrders={counts.waiting} />
      <Button look="quiet" icon="list" aria-keyshortcuts="F10" onClick={onOrders}>
        {words.orders.open}
        {refused === 0 && counts.unpaid > 0 && (
          <span className="tag">{words.placed.unpaid(counts.unpaid)}</span>
        )}
        {refused > 0 && <span className="tag refused">{words.orders.refusedCount(refused)}</span>}
      </Button>
      <Button
        look="quiet"
        icon="pot"
        label={words.kitchen.open}
        aria-keyshortcuts="Control+K"
        onClick={onKitchen}
      />
      <Button
        look="quiet"
        icon="lanes"
        label={words.laneView.open}
        aria-keyshortcuts="Control+L"
        onClick={props.onLaneView}
      />
      <PrintingChip station={station} onOpen={onQueue} />
      <MissedButton count={countToLookAt(missed)} onOpen={onMissed} />
      <DeskButtons station={station} onOpen={onDesk} />
      <Button look="quiet" icon="gear" label={words.app.settings} onClick={onSettings} />
    </header>
  );
}

function waitingOn(open: LaneTicket | undefined): number {
  if (open === undefined) return 0;
  const { ticket } = open;
  return (
    ticket.lines.filter(({ status }) => status === 'suggested').length + ticket.questions.length
  );
}

function Banners({ station, actions }: Pick<AppProps, 'station' | 'actions'>) {
  const words = useWords();
  const notices = useStore(station.notices);
  const connection = useStore(station.connection);
  const spool = useStore(station.spool);
  const counts = useStore(station.orderCounts);
  const training = useStore(station.training);
  return (
    <aside className="banners" aria-label={words.app.banners}>
      {training.state === 'on' && <TrainingBanner onEnd={actions.endTraining} />}
      <ConnectionBanners {...{ connection, spool }} waitingOrders={counts.waiting} />
      <LaneAlarms
        lanes={useStore(station.lanes)}
        health={useStore(station.health)}
        spareKey="Shift+F9"
        onUseOther={actions.useOtherDevice}
      />
      <PrintingBanner station={station} />
      <NoticeBar
        notices={notices}
        onDismiss={(noticeId) => station.notices.set(withoutNotice(notices, noticeId))}
      />
    </aside>
  );
}

type OrdersProps = Pick<AppProps, 'station' | 'actions'> & {
  readonly lane: LaneView;
  readonly onClose: () => void;
};

function Orders({ station, actions, lane, onClose }: OrdersProps) {
  const { menu } = useStore(station.menu);
  const connection = useStore(station.connection);
  return (
    <OrdersDialog
      orders={useStore(station.orders)}
      counts={useStore(station.orderCounts)}
      actions={actions}
      onAddTo={(orderId) => actions.addToOrder(lane.laneId, orderId)}
      currency={menu.restaurant.currency}
      isOnline={connection.state === 'online'}
      drawerButton={<OpenDrawer {...{ station, actions }} />}
      paperButton={(view) => <PaperButton {...{ station, actions, view }} />}
      payButtons={(view, onPaid) => <PayBill {...{ station, actions, view, onPaid }} />}
      onClose={onClose}
    />
  );
}

type SettingsProps = AppProps & { readonly lane: LaneView; readonly onClose: () => void };

function Settings({ station, actions, theme, lane, onClose }: SettingsProps) {
  const screen = useStore(station.screen);
  const { signedIn } = useStore(station.people);
  return (
    <SettingsDialog
      lanes={useStore(station.lanes)}
      laneId={lane.laneId}
      info={station.info}
      theme={useStore(theme)}
      onTheme={theme.set}
      listDevices={actions.listDevices}
      onTalk={actions.setTalk}
      onVolume={actions.setVolume}
      onChoose={(laneId, choice) => actions.chooseDevice({ laneId, ...choice })}
      onClose={onClose}
    >
      <SelfTestSection onTest={actions.selfTest} />
      <ScreenSettings
        setup={screen}
        stationLanguage={screen.language ?? computerLanguage(navigator.language)}
        signedIn={signedIn}
        onSetup={actions.setScreen}
        onOwnLanguage={actions.setOwnLanguage}
      />
      <TipSettings percents={useStore(station.tipPercents)} onPercents={actions.setTips} />
      <PrintersSection {...{ station, actions }} />
    </SettingsDialog>
  );
}
