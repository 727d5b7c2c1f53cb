/**
 * Names of every call and push between main and renderer, and nothing else, so that the preload stays
 * small: it turns these names into `window.pos`. What they carry is in `contract.ts`.
 */
export const CALLS = [
  'getSnapshot',
  'enrol',
  'setPushToTalk',
  'setLaneMode',
  'setMuted',
  'listDevices',
  'chooseDevice',
  'retryDevice',
  'applyTicketCommand',
  'nextGuest',
  'undoTicket',
  'redoTicket',
  'setOrderType',
  'holdTicket',
  'recallTicket',
  'voidTicket',
  'commitTicket',
  'findOrders',
  'refundOrder',
  'settleOrder',
  'rateOrder',
  'addToOrder',
  'resendOrder',
  'askKitchen',
  'reportPainted',
  'signIn',
  'signOut',
  'setUpManager',
  'listPeople',
  'addPerson',
  'changePerson',
  'setOwnLanguage',
  'setIdleLock',
  'setTakenOver',
  'hearAgain',
  'stopHearing',
  'markMissedSeen',
  'putMissedOnTicket',
  'retryParked',
] as const;

/** `on…` is a push from main. */
export const PUSHES = [
  'onConnection',
  'onLane',
  'onLanes',
  'onLevel',
  'onTranscript',
  'onTicket',
  'onHeld',
  'onOrder',
  'onOrderCounts',
  'onSpool',
  'onMenu',
  'onNotice',
  'onPeople',
  'onNoticeCleared',
  'onMissed',
] as const;

export type CallName = (typeof CALLS)[number];
export type PushName = (typeof PUSHES)[number];
