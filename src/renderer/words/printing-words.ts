/** Printers, pages and the drawer. */
const pages = (count: number) => `${count} page${count === 1 ? '' : 's'}`;

export const printerTroubleWords = {
  away: 'It does not answer. Check its power and its cable or network.',
  silent: 'It takes the call but says nothing. Switch it off and on again.',
  'broke-off': 'The line to it was lost. Check its cable or network.',
  'paper-out': 'It is out of paper. Put in a new roll.',
  'cover-open': 'Its cover is open. Close it.',
  'not-ready': 'It is not ready. Look at its lights, or switch it off and on again.',
  'no-permission': 'This computer may not use it. Ask your IT team.',
  'not-a-printer': 'There is no printer at its address. Check the address in Settings.',
};

export const printingWords = {
  printing: {
    names: { receipt: 'Receipt printer', kitchen: 'Kitchen printer' },
    chip: 'Printer',
    chipLabel: (count: number) =>
      count === 0 ? 'Printer trouble' : `Printer: ${pages(count)} to look at`,
    ordersGoOn: 'Orders go on.',
    waitsFor: (count: number) =>
      count === 0
        ? ''
        : `${pages(count)} ${count === 1 ? 'waits and prints' : 'wait and print'} by itself.`,
    tellKitchen: (count: number) =>
      count === 0 ? '' : `The kitchen does not have ${pages(count)} yet: tell them.`,
    show: 'Show pages',
    queue: {
      title: 'Pages to print',
      none: 'No page is waiting',
      noneHelp: 'Everything that was to be printed is on paper.',
      contents: {
        receipt: 'Receipt',
        refund: 'Refund receipt',
        'kitchen-ticket': 'Kitchen ticket',
        cancellation: 'Kitchen: cancellation',
        report: 'Report',
        test: 'Test page',
      },
      states: { waiting: 'Waits for the printer', printing: 'Is being printed' },
      why: {
        'perhaps-printed': 'May be on paper already. Look at the printer, then choose.',
        'too-old': 'Too late to print by itself. Is it still wanted?',
      },
      again: 'Print again',
      print: 'Print it',
      now: 'Try now',
      drop: 'Don’t print',
    },
    drawer: 'Open drawer',
    receipt: 'Receipt',
    paper: {
      title: (orderNumber: string) => `Order ${orderNumber} on paper`,
      label: 'Which paper',
      kinds: { receipt: 'Receipt', 'kitchen-ticket': 'Kitchen ticket' },
      print: 'Print',
      sent: 'Sent to the printer.',
      noPrinter: {
        receipt: 'No receipt printer is set up: show the guest this screen.',
        'kitchen-ticket': 'No kitchen printer is set up: show or read this to the kitchen.',
      },
      nothing: 'Nothing of this order is to be made any more.',
    },
    setup: {
      heading: 'Printers',
      open: 'Set up printers',
      title: 'Printers',
      none: 'none',
      device: 'How it is connected',
      devices: { none: 'None', network: 'Network', file: 'Cable (device file)' },
      host: 'Address',
      hostHelp: 'For example 192.168.1.50',
      port: 'Port',
      path: 'Device file',
      pathHelp: 'For example /dev/usb/lp0',
      columns: 'Paper',
      columnNames: { 32: '58 mm', 42: '80 mm · 42 letters', 48: '80 mm · 48 letters' },
      language: 'Language on paper',
      languages: { en: 'English', es: 'Español' },
      test: 'Print a test page',
      receiptRule: 'Receipt after paying',
      receiptRules: { always: 'Print', ask: 'Ask', never: 'Don’t ask' },
      kitchenRule: 'Kitchen tickets on paper',
      kitchenRules: {
        'kitchen-away': 'When the order can’t be sent',
        always: 'Always',
        never: 'Never',
      },
      drawer: 'Cash opens the drawer',
      drawerChoices: { yes: 'Yes', no: 'No' },
      save: 'Save',
      saved: 'Saved.',
      incomplete: 'Enter the address first.',
    },
  },
};
