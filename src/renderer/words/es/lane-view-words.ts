import type { laneViewWords as english } from '../lane-view-words.ts';

export const laneViewWords: typeof english = {
  laneView: {
    open: 'Vista de carriles',
    title: 'Carriles',
    back: 'Volver a la caja',
    said: 'El cliente dijo',
    nothingSaid: 'Nada todavía',
    understood: 'Repetir al cliente',
    nothingUnderstood: 'Nada en la cuenta',
    surety: { unsure: 'Pregunta otra vez', heard: 'Por confirmar', sure: 'Confirmado' },
    asked: 'Pregunta al cliente',
    total: 'Total',
    person: 'Una persona, por favor',
    handBack: 'Devolver a la voz',
    mute: 'Silenciar',
    unmute: 'Quitar silencio',
    wantsPerson: 'El cliente pide una persona',
    here: 'Ya estoy aquí',
  },
};
