/** The words on paper, in each language that a printer can be set to. */
import type { Language } from '../people/person.ts';
import type { OrderType } from '../order/order.ts';

export type ReceiptWords = {
  readonly locale: string;
  readonly order: string;
  readonly orderTypes: Readonly<Record<OrderType, string>>;
  readonly servedBy: (name: string) => string;
  readonly note: string;
  readonly allergy: string;
  readonly comp: string;
  readonly priceChange: string;
  readonly discount: string;
  readonly subtotal: string;
  readonly tax: string;
  readonly total: string;
  readonly offTheBill: string;
  readonly toPay: string;
  readonly refunded: string;
  readonly tip: string;
  readonly cash: string;
  readonly change: string;
  readonly card: string;
  readonly cardSimulator: string;
  readonly notPaid: string;
  /** The first, second … payment of a bill that is shared. */
  readonly partOfBill: (number: number) => string;
  readonly evenPart: (number: number, of: number) => string;
  readonly yourPart: string;
  readonly taxInIt: string;
  readonly stillDue: string;
  readonly training: string;
  readonly trainingHelp: string;
  readonly copy: string;
  readonly refund: string;
  readonly refundOf: (orderNumber: string) => string;
  readonly reason: (reason: string) => string;
  readonly givenBack: Readonly<Record<'cash' | 'card-simulator' | 'not-paid-yet', string>>;
  readonly thanks: string;
  readonly addTo: (orderNumber: string) => string;
  readonly cancel: string;
  readonly cancelLine: string;
  readonly late: (time: string) => string;
  readonly onScreenLater: string;
  readonly perhapsPrinted: string;
  readonly items: (count: number) => string;
  readonly testTitle: string;
  readonly testHelp: string;
};

const english: ReceiptWords = {
  locale: 'en-US',
  order: 'Order',
  orderTypes: {
    'dine-in': 'DINE-IN',
    takeout: 'TAKEOUT',
    'drive-thru': 'DRIVE-THRU',
    delivery: 'DELIVERY',
  },
  servedBy: (name) => `Served by ${name}`,
  note: 'Note',
  allergy: 'ALLERGY',
  comp: 'On the house',
  priceChange: 'Price change',
  discount: 'Discount',
  subtotal: 'Subtotal',
  tax: 'Tax',
  total: 'TOTAL',
  offTheBill: 'Taken off the bill',
  toPay: 'TO PAY',
  refunded: 'Given back',
  tip: 'Tip',
  cash: 'Cash',
  change: 'Change',
  card: 'Card (simulator)',
  cardSimulator: 'CARD SIMULATOR - no money was taken',
  notPaid: 'NOT PAID YET',
  partOfBill: (number) => `Payment ${number}`,
  evenPart: (number, of) => `Part ${number} of ${of}`,
  yourPart: 'YOUR PART',
  taxInIt: 'Tax in it',
  stillDue: 'STILL TO PAY',
  training: 'TRAINING',
  trainingHelp: 'Not a real order: nothing was sold, nothing was paid.',
  copy: 'COPY',
  refund: 'REFUND',
  refundOf: (orderNumber) => `Of order ${orderNumber}`,
  reason: (reason) => `Reason: ${reason}`,
  givenBack: {
    cash: 'Given back in cash',
    'card-simulator': 'CARD SIMULATOR - no money was moved',
    'not-paid-yet': 'Taken off the open bill',
  },
  thanks: 'Thank you!',
  addTo: (orderNumber) => `ADD to ${orderNumber}`,
  cancel: 'CANCEL',
  cancelLine: 'Do not make:',
  late: (time) => `LATE - taken at ${time}`,
  onScreenLater:
    'Printed because the kitchen screen was away. It may show this order later: make it once.',
  perhapsPrinted: 'MAY BE PRINTED ALREADY - make it once',
  items: (count) => `${count} item${count === 1 ? '' : 's'}`,
  testTitle: 'TEST PRINT',
  testHelp: 'If the line above is cut off or broken, choose other columns for this printer.',
};

const spanish: ReceiptWords = {
  locale: 'es-US',
  order: 'Orden',
  orderTypes: {
    'dine-in': 'PARA COMER AQUÍ',
    takeout: 'PARA LLEVAR',
    'drive-thru': 'AUTOSERVICIO',
    delivery: 'A DOMICILIO',
  },
  servedBy: (name) => `Le atendió ${name}`,
  note: 'Nota',
  allergy: 'ALERGIA',
  comp: 'Cortesía de la casa',
  priceChange: 'Cambio de precio',
  discount: 'Descuento',
  subtotal: 'Subtotal',
  tax: 'Impuesto',
  total: 'TOTAL',
  offTheBill: 'Descontado de la cuenta',
  toPay: 'A PAGAR',
  refunded: 'Devuelto',
  tip: 'Propina',
  cash: 'Efectivo',
  change: 'Cambio',
  card: 'Tarjeta (simulador)',
  cardSimulator: 'SIMULADOR DE TARJETA - no se cobró nada',
  notPaid: 'SIN PAGAR',
  partOfBill: (number) => `Pago ${number}`,
  evenPart: (number, of) => `Parte ${number} de ${of}`,
  yourPart: 'SU PARTE',
  taxInIt: 'Impuesto incluido',
  stillDue: 'FALTA PAGAR',
  training: 'PRÁCTICA',
  trainingHelp: 'No es una orden real: nada se vendió, nada se pagó.',
  copy: 'COPIA',
  refund: 'REEMBOLSO',
  refundOf: (orderNumber) => `De la orden ${orderNumber}`,
  reason: (reason) => `Motivo: ${reason}`,
  givenBack: {
    cash: 'Devuelto en efectivo',
    'card-simulator': 'SIMULADOR DE TARJETA - no se movió dinero',
    'not-paid-yet': 'Descontado de la cuenta abierta',
  },
  thanks: '¡Gracias!',
  addTo: (orderNumber) => `AÑADIR a ${orderNumber}`,
  cancel: 'CANCELAR',
  cancelLine: 'No preparar:',
  late: (time) => `TARDE - tomada a las ${time}`,
  onScreenLater:
    'Impreso porque la pantalla de cocina no estaba. Puede mostrar esta orden después: preparar una sola vez.',
  perhapsPrinted: 'QUIZÁ YA IMPRESO - preparar una sola vez',
  items: (count) => `${count} artículo${count === 1 ? '' : 's'}`,
  testTitle: 'PRUEBA DE IMPRESIÓN',
  testHelp: 'Si la línea de arriba está cortada, elija otras columnas para esta impresora.',
};

export const RECEIPT_WORDS: Readonly<Record<Language, ReceiptWords>> = { en: english, es: spanish };
