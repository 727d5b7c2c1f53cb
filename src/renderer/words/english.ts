/** The screen's words in English, by feature. Another language is another object of type `Words`. */
import type { Language } from '../../shared/people/person.ts';
import type { QuestionAbout } from '../../shared/order/question-about.ts';
import { questionText } from '../../shared/order/question-text.ts';
import { adjustWords } from './adjust-words.ts';
import { audioFailureWords } from './audio-failures.ts';
import { cardWords } from './card-words.ts';
import { dayWords } from './day-words.ts';
import { failureWords } from './failures.ts';
import { orderWords } from './order-words.ts';
import { peopleWords } from './people-words.ts';
import { printingWords } from './printing-words.ts';
import { kitchenWords } from './kitchen-words.ts';
import { healthWords } from './health-words.ts';
import { selfTestWords } from './self-test-words.ts';
import { laneViewWords } from './lane-view-words.ts';
import { crewWords } from './crew-words.ts';
import { quickWords } from './quick-words.ts';
import { troubleWords } from './trouble-words.ts';
import { screenWords } from './screen-words.ts';
import { splitWords } from './split-words.ts';
import { talkWords } from './talk-words.ts';
import { volumeWords } from './volume-words.ts';
import { vehicleWords } from './vehicle-words.ts';
import { trainingWords } from './training-words.ts';
import { tillWords } from './till-words.ts';
import { privacyWords } from './privacy-words.ts';
import { voiceWords } from './voice-words.ts';

const s = (count: number) => (count === 1 ? '' : 's');

const KEY_LIST: readonly (readonly [key: string, does: string])[] = [
  ['F1', 'A guest arrives at the lane, or has left'],
  ['F2', 'Hold to talk (push to talk)'],
  ['F3', 'Search the menu'],
  ['F4', 'Confirm all suggestions'],
  ['F5', 'Take the order over from voice, or hand it back'],
  ['F6', 'Next lane'],
  ['F7', 'Hold the ticket'],
  ['F8', 'Mute or unmute'],
  ['F9', 'Pay; then Enter for exact cash'],
  ['Shift+F9', 'Lane’s spare microphone, while it is in trouble'],
  ['F10', 'Orders today'],
  ['F11', 'Sign in, switch person'],
  ['F12', 'Shift, cash and reports'],
  ['Ctrl+K', 'Kitchen board'],
  ['Ctrl+L', 'Lane view, and back'],
  ['Ctrl+Z', 'Undo'],
  ['Ctrl+Shift+Z', 'Redo'],
  ['+ −', 'One more or fewer of the line in focus'],
  ['Ctrl+D', 'One more of the last line'],
  ['Shift+F10', 'Favourites and options of the item in focus'],
];

export const english = {
  locale: 'en-US',
  language: 'en' as const,

  app: {
    starting: 'Starting the station…',
    notAnswering: {
      what: 'The station is not answering',
      cure: 'Nothing is lost. Try again; if it stays like this, restart the app.',
      again: 'Try again',
    },
    broken: {
      what: 'The screen stopped working',
      cure: 'Nothing is lost: tickets and words are kept. Show the till again to go on.',
      again: 'Show the till again',
    },
    settings: 'Settings',
    close: 'Close',
    cancel: 'Cancel',
    lanes: 'Lanes',
    banners: 'What works now',
    noLanes: 'No lane is set up for this station yet',
    noLanesCure: 'Your manager adds it at the relay; it appears here by itself.',
  },

  connection: {
    label: 'Connection',
    notEnrolled: 'Not enrolled',
    connecting: 'Connecting',
    connectingHelp: 'Orders by touch work. Speech is kept here and sent as soon as it connects.',
    online: 'Online',
    offline: 'Offline',
    stopped: 'Stopped',
    wordsLive: 'words appear live',
    wordsAfter: 'words appear after each sentence',
    weakLink: { medium: 'slow line', low: 'slow line', batch: 'very slow line' },
    weakLinkHelp:
      'The line to the relay is very slow: words appear after each sentence. Orders by touch work as ever.',
    noWords: 'Words not available',
    noWordsHelp: 'The speech service only speaks its replies. Take the order by touch.',
    speechAway: 'Speech service away',
    speechAwayHelp:
      'Take orders by touch. What guests say is kept here and turned into words when it is back.',
    offlineHelp: 'Orders by touch work. What guests say is kept here and sent later.',
    offlineReasons: {
      'relay-away': 'The relay cannot be reached.',
      silent: 'The relay has gone quiet.',
      'token-refused': 'The relay does not accept this station just now.',
      'bad-protocol':
        'This app and the relay are of different versions. Ask your IT team to update.',
      overloaded: 'The relay is very busy.',
      'going-away': 'The relay is restarting.',
    },
    retrySoon: 'Trying again by itself.',
    retryIn: (seconds: number) => `Next try within ${seconds} s.`,
    revoked: 'This station’s enrolment was withdrawn. Orders by touch work; ask your manager.',
    replaced:
      'Another station now uses this enrolment. Orders by touch work; ask your manager for a new code.',
    roundTrip: (ms: number) => `${ms} ms`,
    waiting: (speech: number, orders: number) => {
      const ordersText = `${orders} order${s(orders)}`;
      if (orders === 0) return `${speech} waiting to be sent`;
      if (speech === 0) return `${ordersText} waiting to be sent`;
      return `${ordersText}, ${speech} recording${s(speech)} waiting to be sent`;
    },
    tellKitchen: (orders: number) =>
      `The kitchen does not have ${orders} order${s(orders)} yet: tell them.`,
    sent: (percent: number) => `${percent} %`,
    parked: (count: number) => `${count} set aside`,
    notWritable: 'Speech is not being kept',
    notWritableHelp:
      'The disk is full or read-only. Live words and touch still work; free some space.',
  },

  lane: {
    weakLink: {
      medium: 'Slow line: lighter sound',
      low: 'Slow line: words may lag',
      batch: 'Very slow: words later',
    },
    states: {
      listening: 'Listening',
      hearing: 'Hearing the guest',
      thinking: 'Finding the words',
      speaking: 'Speaking',
      'taken-over': 'Staff have the order',
      replaying: 'Playing what was said',
      idle: 'Not listening',
      muted: 'Muted',
      ready: 'Ready',
      held: 'Opening the microphone',
      opening: 'Opening the microphone',
      missing: 'No microphone',
      failing: 'Microphone trouble',
    },
    help: {
      listening: 'Speak at any time',
      offline: 'Words come later',
      hearing: 'Pause when the sentence is done',
      hearingHeld: 'Let go when the sentence is done',
      thinking: 'The words come in a moment',
      speaking: 'Reply in the headset',
      'taken-over': 'Voice proposes nothing now',
      replaying: 'Not listening until it ends',
      idle: 'Orders by touch work',
      muted: 'Unmute to listen again',
      ready: 'Hold while talking',
      held: 'Keep holding',
      opening: 'One moment',
      missing: 'Orders by touch work',
      failing: 'Orders by touch work',
    },
    hold: 'Hold to talk',
    letGo: 'Let go to send',
    mute: 'Mute',
    unmute: 'Unmute',
    mode: 'How this lane listens',
    handsFree: 'Hands-free',
    pushToTalk: 'Push to talk',
    level: 'Microphone level',
    levelWords: { silent: 'Silent', quiet: 'Quiet', good: 'Good', loud: 'Too loud' },
    microphone: (name: string) => `Microphone: ${name}`,
    tellGuests: 'Tell guests:',
    gaps: (count: number, seconds: string) =>
      `Listening was interrupted ${count} time${s(count)} (${seconds} s lost)`,
    noWords: 'Words not available: take the order by touch',
    notChosen: 'No microphone is chosen for this lane.',
    notChosenCure: 'Choose one to hear guests.',
    tryAgain: 'Try again',
    choose: 'Choose microphone',
    toConfirm: (count: number) => `${count} to confirm`,
  },

  transcript: {
    title: 'What the guest says',
    empty: 'Nothing said yet',
    emptyHelp: 'Words appear here while the guest speaks.',
    earlier: 'Earlier guests',
    nextGuest: 'This guest',
    latest: 'Newest words',
    hearing: 'Hearing…',
    thinking: 'Finding the words…',
    nothingHeard: 'Nothing heard: sound, but no words. Ask the guest to say it again.',
    wordsNotAvailable: 'Words not available. Take this part by touch.',
    waiting: 'Kept safe here. The words come later.',
    parked: 'Set aside: it could not be sent. It is kept for your manager.',
    erased: 'Erased',
    late: 'Said earlier, while offline',
    wordsOnly: 'Staff had the order: words only',
    missed: 'The guest had left: under Missed words',
    unsure: 'Unsure',
    gap: (seconds: string) => `${seconds} s of sound lost`,
  },

  ticket: {
    title: 'Ticket',
    empty: 'No items yet',
    emptyHelp: 'Tap the menu, or let the guest speak.',
    lines: 'Lines',
    subtotal: 'Subtotal',
    tax: 'Tax',
    total: 'Total',
    count: (count: number) => `${count} item${s(count)}`,
    confirmAll: (count: number) => `Confirm all ${count}`,
    confirm: 'Confirm',
    reject: 'Reject',
    suggested: 'Suggested',
    unsure: 'Check this',
    toChange: 'Change?',
    toRemove: 'Remove?',
    keepLine: 'Keep',
    takeBack: 'Back to what it was:',
    before: (line: string) => `Was ${line}`,
    heard: (words: string) => `“${words}”`,
    fewer: 'One fewer',
    more: 'One more',
    quantity: 'Quantity',
    edit: 'Change',
    remove: 'Remove',
    gone: 'No longer on the menu',
    questions: 'Ask the guest',
    oneOf: (count: number) => `1 of ${count}`,
    dismiss: 'Not needed',
    personDone: 'I have it',
    clear: 'Clear',
    clearAsk: 'Clear this ticket?',
    clearHelp: 'All lines and questions go. The guest stays.',
    clearYes: 'Clear the ticket',
    nextGuest: 'Next guest',
    nextGuestAsk: 'Start with the next guest?',
    nextGuestHelp: 'This ticket leaves the screen. It is kept on this station.',
    nextGuestOpen: (count: number) =>
      `${count} line${s(count)} still wait${count === 1 ? 's' : ''} for a yes.`,
    keep: 'Keep this guest',
    each: (price: string) => `${price} each`,
  },

  question: { text: (about: QuestionAbout) => questionText(about, 'en') },

  menu: {
    title: 'Menu',
    categories: 'Categories',
    search: 'Search the menu',
    items: 'Items',
    found: (count: number) => `${count} found`,
    nothingFound: (query: string) => `Nothing on the menu matches “${query}”.`,
    clearSearch: 'Clear search',
    demo: 'Demo menu',
    demoHelp: 'The restaurant’s own menu has not arrived yet.',
    options: (item: string) => `Options for ${item}`,
    optionsShort: 'Options',
    emptyCategory: 'No items in this category.',
    enterAdds: 'Enter adds the first',
  },

  item: {
    add: 'Add to ticket',
    save: 'Save changes',
    required: 'Required',
    optional: 'Optional',
    pick: (min: number, max: number) => {
      if (min === max) return min === 1 ? 'Choose one' : `Choose ${min}`;
      return min === 0 ? `Choose up to ${max}` : `Choose ${min} to ${max}`;
    },
    lacking: (count: number, name: string) =>
      count === 1 ? `One choice is missing: ${name}` : `${count} choices are missing: ${name}`,
    modifiers: 'Changes',
    note: 'Note for the kitchen',
    notePlaceholder: 'For example: no nuts, allergy',
    notePresetsLabel: 'Ready-made notes',
    notePresets: ['On the side', 'Well done', 'Cut in half', 'To share', 'Allergy: ask'],
    /** A diet or an allergen as the menu names it. */
    mark: (name: string) => name,
    contains: (allergens: string) => `Contains ${allergens}`,
    quantity: 'Quantity',
    free: 'no charge',
  },

  enrol: {
    title: 'Enrol this station',
    help: 'Enter the one-time code from your manager. Orders by touch work already.',
    helpNoLane: 'Enter the one-time code from your manager. The till opens once it is accepted.',
    code: 'Enrolment code',
    go: 'Enrol',
    trying: 'Enrolling…',
    needCode: 'Enter the code first.',
    done: 'Enrolled. Connecting…',
  },

  notices: {
    label: 'Notices',
    dismiss: 'Dismiss',
    more: (count: number) => `${count} more`,
    kinds: { information: 'Note', warning: 'Careful', problem: 'Problem' },
  },

  devices: {
    title: 'Settings',
    sound: 'Sound',
    microphone: 'Microphone',
    playback: 'Replies are played on',
    noPlayback: 'Not played',
    inUse: 'in use',
    inUseBy: (lane: string) => `in use: ${lane}`,
    looking: 'Looking for sound devices…',
    none: 'No microphone was found. Plug one in, then look again.',
    lookAgain: 'Look again',
    use: 'Use for this lane',
    appearance: 'Appearance',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    about: (name: string, version: string) => `${name}, version ${version}`,
    keys: 'Keys',
    keyList: KEY_LIST,
  },

  ...tillWords,
  ...cardWords,
  ...kitchenWords,
  ...orderWords,
  ...peopleWords,
  ...voiceWords,
  ...healthWords,
  ...crewWords,
  ...laneViewWords,
  ...selfTestWords,
  ...privacyWords,
  ...printingWords,
  ...adjustWords,
  ...dayWords,
  ...quickWords,
  ...troubleWords,
  ...screenWords,
  ...splitWords,
  ...trainingWords,
  ...talkWords,
  ...volumeWords,
  ...vehicleWords,

  failures: failureWords,
  audioFailures: audioFailureWords,
};

/** What a text of the words is in any language: no longer this one string, list or answer. */
type InAnyLanguage<Text> = Text extends Language
  ? Language
  : Text extends string
    ? string
    : Text extends (...given: infer Given) => string
      ? (...given: Given) => string
      : { readonly [Key in keyof Text]: InAnyLanguage<Text[Key]> };

/** A language that lacks a text does not compile. */
export type Words = InAnyLanguage<typeof english>;
