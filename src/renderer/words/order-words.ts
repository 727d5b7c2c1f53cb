/** Orders that were placed: finding them, money back, bills paid later, the guest's grade. */

export const orderWords = {
  placed: {
    search: 'Find by number, time, amount or item',
    show: 'Which orders',
    all: 'All',
    unpaid: (count: number) => `To pay ${count}`,
    refused: (count: number) => `Refused ${count}`,
    nothingFound: 'No order matches.',
    more: 'There are more: name more of the order.',
    details: (orderNumber: string) => `Details of ${orderNumber}`,
    back: 'All orders',
    order: (orderNumber: string) => `Order ${orderNumber}`,
    takenBy: (name: string) => `Taken by ${name}`,
    addsTo: (orderNumber: string) => `More for ${orderNumber}`,
    discount: 'Discount',
    tax: 'Tax',
    total: 'Total',
    due: 'To pay',
    givenBack: (units: number) => `${units} given back`,
    refundedLine: (reason: string, name: string) => `Given back: ${reason} (allowed by ${name})`,
    offTheBill: (reason: string, name: string) => `Off the bill: ${reason} (allowed by ${name})`,
    paidLater: (tender: string) => `Paid: ${tender}`,
    grade: (score: number) => `The guest’s grade: ${score} of 5`,
    notSent: 'not with the relay yet',
    kitchen: {
      new: 'Kitchen: not started',
      preparing: 'Kitchen: being made',
      ready: 'Kitchen: ready',
      completed: 'Kitchen: handed out',
      cancelled: 'Kitchen: cancelled',
    },
    kitchenUnknown: 'Kitchen: not known while the relay is away',
    refund: 'Give money back',
    payNow: (amount: string) => `Pay ${amount}`,
    addTo: 'Add to this order',
    resend: 'Send again',
    change: (amount: string) => `Change ${amount}`,
  },

  /** How many of each line. */
  units: {
    oneMore: (name: string) => `One more ${name}`,
    oneFewer: (name: string) => `One fewer ${name}`,
    of: (units: number, left: number) => `${units} of ${left}`,
  },

  refunding: {
    title: (orderNumber: string) => `Money back for ${orderNumber}`,
    everything: 'Everything',
    items: 'Items to give back',
    reason: 'Reason',
    presets: ['Cold or wrong', 'Not made', 'Guest changed their mind', 'Entered twice'],
    tellKitchen: 'Tell the kitchen not to make it',
    go: (amount: string) => `Give back ${amount}`,
    goOff: (amount: string) => `Take ${amount} off the bill`,
    nothing: 'Choose what to give back, and why',
  },

  rating: {
    label: 'Was the guest happy? One tap, if they say so.',
    faces: ['Very unhappy', 'Unhappy', 'So-so', 'Happy', 'Very happy'],
  },

  adding: {
    to: (orderNumber: string) => `More for order ${orderNumber}`,
    stop: 'Make it an order of its own',
  },
};

export const orderFailures = {
  'unknown-order': 'This station does not have that order any more. Nothing was changed.',
  'nothing-left':
    'That much is not left of this order: some of it was given back already. Nothing was changed.',
  'nothing-to-pay': 'This order is paid already. Nothing was taken.',
};
