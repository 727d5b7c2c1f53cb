/** Who has the order, hearing again what was said, and words that are on no ticket. */
const s = (count: number) => (count === 1 ? '' : 's');

export const voiceWords = {
  takeover: { take: 'Take over', handBack: 'Hand back' },

  hearing: {
    again: 'Hear it again',
    stop: 'Stop the sound',
    earlier: 'Said earlier',
    noDevice: (lane: string) => `Nothing is chosen to play sound on for ${lane}`,
    noDeviceHelp: 'Sound is never played on a device that nobody chose.',
    useDefault: (device: string) => `Use ${device}`,
    isDefault: 'This is where this computer’s own sounds come out. Then tap the words again.',
    inSettings: 'Choose in Settings',
    looking: 'Looking for sound devices…',
  },

  missed: {
    open: 'Missed',
    openCount: (count: number) =>
      count === 0 ? 'Missed words' : `Missed words: ${count} to look at`,
    title: 'Missed words',
    help: 'What guests said and is on no ticket.',
    none: 'Nothing was missed',
    noneHelp: 'Words that come after their guest has left appear here.',
    why: {
      'guest-left': 'Came after the guest had left',
      'taken-over': 'Said while staff had the order',
    },
    parked: 'No words: the sound could not be sent',
    seen: 'Seen',
    markSeen: 'Mark as seen',
    markAllSeen: (count: number) => `Mark all ${count} as seen`,
    retry: 'Try again',
    retryAll: (count: number) => `Try all ${count} again`,
    retrying: 'Sent again: words appear here or on the ticket.',
    save: 'Save as file',
    saveAll: (count: number) => `Save all ${count} as files`,
    saved: (count: number, folder: string) =>
      `${count} recording${s(count)} saved in ${folder}. They stay here too. The files are never erased for you: delete them when you are done.`,
    sending: (waiting: number) => `${waiting} recording${s(waiting)} waiting to be sent`,
    sendingHelp: 'They go one after the other; the guest at the window comes first.',
    onItsWay: (lane: string, percent: number) => `${lane}: ${percent} % sent`,
    sizes: (sent: string, total: string) => `${sent} of ${total} kB`,
    putOnTicket: 'Put on this ticket',
    onTicket: (lane: string) => `On the ticket of ${lane}: confirm it there.`,
    of: (words: string) => `“${words}”`,
    toLookAt: (count: number) => `${count} to look at`,
    waitingSound: (count: number) => `${count} recording${s(count)} without words`,
  },
};
