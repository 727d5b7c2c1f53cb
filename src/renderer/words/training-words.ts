/** Training: practice that is no sale. */

export const trainingWords = {
  training: {
    title: 'TRAINING',
    help: 'Nothing here is sold, cooked or paid. The real tickets wait.',
    end: 'End training',
    start: 'Start training',
    startHelp: 'A till to practise on. The open tickets stay as they are until training ends.',
    voiceOff: 'Voice is off in training',
    voiceOffHelp: 'Nobody is heard, so that no words come on a real ticket. Take orders by touch.',
  },
};
