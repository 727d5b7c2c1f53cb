/** How a ticket's question is asked in each language. Names stay as the menu has them. */
import type { Language } from '../people/person.ts';
import type { QuestionAbout } from './question-about.ts';

export function questionText(about: QuestionAbout, language: Language): string {
  return language === 'es' ? inSpanish(about) : inEnglish(about);
}

function inEnglish(about: QuestionAbout): string {
  switch (about.kind) {
    case 'which':
      return about.names.length === 1
        ? `Did you mean ${listed(about.names, 'or')}?`
        : `Which one: ${listed(about.names, 'or')}?`;
    case 'also':
      return `Was there also ${about.quantity} ${about.words}?`;
    case 'sold-out':
      return `The ${about.name.toLowerCase()} is sold out. What else?`;
    case 'left-off':
      return `${about.name} is sold out, so it was left off. Tell the guest.`;
    case 'missing': {
      const choice = about.choice.toLowerCase();
      const one = choice.replace(/(?<!s)s$/, '');
      if (about.lacking > 1) return `${about.name}: which ${about.lacking} ${choice}?`;
      return `${about.name}: ${about.picked > 0 ? 'one more' : 'which'} ${one}?`;
    }
    case 'too-many':
      return `${many(about)}? A person should check this.`;
    case 'own-price':
      return `${about.name} has a price of its own: a person should change it.`;
    case 'guest-asks':
      return 'The guest asks for a person.';
  }
}

function inSpanish(about: QuestionAbout): string {
  switch (about.kind) {
    case 'which':
      return about.names.length === 1
        ? `¿Quiso decir ${listed(about.names, 'o')}?`
        : `¿Cuál: ${listed(about.names, 'o')}?`;
    case 'also':
      return `¿También pidió ${about.quantity} ${about.words}?`;
    case 'sold-out':
      return `${about.name}: agotado. ¿Qué otra cosa?`;
    case 'left-off':
      return `${about.name}: agotado, así que va sin eso. Díselo al cliente.`;
    case 'missing':
      if (about.lacking > 1) return `${about.name}: elige ${about.lacking} de ${about.choice}`;
      return `${about.name}: elige ${about.picked > 0 ? 'uno más' : 'uno'} de ${about.choice}`;
    case 'too-many':
      return `¿${many(about)}? Una persona debe revisarlo.`;
    case 'own-price':
      return `${about.name} tiene un precio propio: que lo cambie una persona.`;
    case 'guest-asks':
      return 'El cliente pide hablar con una persona.';
  }
}

function many({ quantity, name: item }: Extract<QuestionAbout, { kind: 'too-many' }>): string {
  return item === undefined ? String(quantity) : `${quantity} × ${item}`;
}

function listed(names: readonly string[], or: string): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${or} ${last}`;
}

/** What a question carries of what it is about. */
export function asking(about: QuestionAbout): {
  readonly text: string;
  readonly about: QuestionAbout;
} {
  return { text: questionText(about, 'en'), about };
}
