/** Finishing an order: type, hold, void, tender, today's orders. */
const s = (count: number) => (count === 1 ? '' : 's');

export const tillWords = {
  orderType: {
    label: 'Order type',
    names: {
      'dine-in': 'Dine-in',
      takeout: 'Takeout',
      'drive-thru': 'Drive-thru',
      delivery: 'Delivery',
    },
  },

  till: {
    undo: 'Undo',
    redo: 'Redo',
    hold: 'Hold',
    recall: (count: number) => (count === 0 ? 'Recall' : `Recall ${count}`),
    void: 'Void',
    pay: 'Pay',
    payTotal: (total: string) => `Pay ${total}`,
    beforePay: 'Before paying:',
    confirmFirst: (count: number) =>
      `${count} suggestion${s(count)} wait${count === 1 ? 's' : ''} for a yes. Enter or F4 confirms all; then pay.`,
  },

  notOnMenu: {
    sign: (words: string) => `Not on the menu: ${words}`,
    seen: 'Seen',
  },

  hold: {
    title: 'Hold this ticket',
    help: 'It comes back with Recall, on any lane of this station.',
    label: 'Guest’s name, or how to know them',
    presets: ['Still choosing', 'Getting cash', 'Waiting for a friend', 'At the window', 'Parked'],
    yes: 'Hold the ticket',
  },

  recall: {
    title: 'Held tickets',
    none: 'No ticket is held',
    noneHelp: 'Hold sets a ticket aside for a guest who will be back.',
    open: 'This lane has an open ticket. Pay it, hold it or void it first; then recall another.',
    ticket: (label: string) => `Recall ${label}`,
    items: (count: number) => `${count} item${s(count)}`,
    age: (minutes: number) => {
      if (minutes < 1) return 'just now';
      if (minutes < 60) return `${minutes} min ago`;
      return `${Math.floor(minutes / 60)} h ${minutes % 60} min ago`;
    },
  },

  voiding: {
    title: 'Void this ticket?',
    help: 'It is not cooked and not paid. It is kept with the reason. Choose or write one.',
    label: 'Another reason',
    presets: ['Guest left', 'Guest changed their mind', 'Entered twice', 'Cannot pay', 'Training'],
    yes: 'Void the ticket',
  },

  tender: {
    title: 'Pay',
    total: 'To pay',
    cash: 'Cash',
    exact: 'Exact',
    received: 'Cash received',
    pad: 'Number pad',
    deleteDigit: 'Delete last digit',
    payCash: 'Take cash',
    change: 'Change',
    short: (amount: string) => `${amount} is still missing`,
    other: 'Other ways',
    card: 'Card (simulator)',
    cardHelp: 'No card is charged: there is no terminal here.',
    payLater: 'Pay later',
    openQuestion: (text: string) => `Not answered yet: ${text}`,
  },

  paid: {
    label: 'Order placed',
    order: 'Order',
    change: 'Change due',
    paidCash: 'Paid in cash:',
    noChange: 'No change',
    card: 'Card (simulator): nothing was charged',
    payLater: 'Not paid yet: pay later',
    next: 'Next guest',
  },

  orders: {
    title: 'Orders today',
    open: 'Orders',
    none: 'No orders yet today',
    noneHelp: 'An order appears here once it is paid.',
    refusedCount: (count: number) => `${count} refused`,
    sending: 'On its way to the kitchen',
    waiting: 'Waiting to be sent: the kitchen does not have it yet. Tell them.',
    delivered: 'Sent to the kitchen',
    refused: (why = 'It is kept here: tell the kitchen and your manager.') => `Refused. ${why}`,
    tenders: { cash: 'Cash', 'card-simulator': 'Card (simulator)', 'pay-later': 'Pay later' },
    changeGiven: (amount: string) => `change ${amount}`,
  },
};
