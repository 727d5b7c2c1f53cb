/** Line icons on a 24 px grid, drawn for this product. Decoration only: the words stand beside them. */
const PATHS = {
  alert: 'M12 4 2.8 19.5h18.4L12 4ZM12 10v4.5M12 17v.01',
  ban: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM6 6l12 12',
  check: 'M5 12.5l4.5 4.5L19 7',
  chevron: 'm7 10 5 5 5-5',
  circle: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7.5V12l3 2',
  close: 'M6 6l12 12M18 6 6 18',
  ear: 'M7 10a5 5 0 0 1 10 0c0 4-3.5 4.5-3.5 8a2.5 2.5 0 0 1-4.6 1.4M9.8 10.3a2.2 2.2 0 0 1 4.4 0c0 1.6-1.4 2-1.7 3.4',
  gear: 'M4 7h9M17 7h3M4 12h3M11 12h9M4 17h9M17 17h3M13 5v4M7 10v4M13 15v4',
  hand: 'M8 12V6.5a1.5 1.5 0 0 1 3 0V11V5a1.5 1.5 0 0 1 3 0v6V6.5a1.5 1.5 0 0 1 3 0V14c0 4-2 6.5-5.5 6.5-3 0-4.3-1.4-5.5-4l-1.7-3.7c-.6-1.3 1-2.1 1.9-1L8 13.5',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11v5M12 8v.01',
  backspace: 'M9 6h11v12H9l-6-6 6-6ZM12 10l4 4M16 10l-4 4',
  drawer: 'M3 9h18v9H3V9ZM6 9l2-4h8l2 4M9.5 13.5h5',
  printer: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7v-6ZM16.5 11.8v.01',
  car: 'M3 16v-4l2-5.5h14l2 5.5v4H3ZM3 12h18M6 16v2.5M18 16v2.5M6.5 14v.01M17.5 14v.01',
  card: 'M3 6h18v12H3V6ZM3 10h18M6.5 14.5h4',
  cash: 'M3 7h18v10H3V7ZM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM6 12v.01M18 12v.01',
  lanes: 'M3 4h8v16H3V4ZM13 4h8v16h-8V4ZM5.5 8h3M5.5 11.5h3M15.5 8h3M15.5 11.5h3',
  leaf: 'M5 19c0-9 5-14 15-14 0 10-5 14-11 14-2 0-3-1-4-2M5 19c2-5 5-7 9-9',
  list: 'M6 3h12v18l-3-2-3 2-3-2-3 2V3ZM9 8h6M9 12h6',
  mic: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3ZM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21',
  'mic-off':
    'M4 4l16 16M9 9v2a3 3 0 0 0 4.7 2.5M15 10.5V6a3 3 0 0 0-5.8-1M5.5 11a6.5 6.5 0 0 0 10.3 5.3M18.5 11a6.5 6.5 0 0 1-.7 3M12 17.5V21',
  minus: 'M6 12h12',
  previous: 'M20 12H6M11 6.5 5.5 12 11 17.5',
  next: 'M4 12h14M13 6.5 18.5 12 13 17.5',
  percent: 'M18 6 6 18M7.5 5.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM16.5 14.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  note: 'M5 4h14v11l-5 5H5V4ZM14 20v-5h5M8.5 8.5h7M8.5 12h4',
  offline:
    'M4 4l16 16M8.5 15.5a5 5 0 0 1 5-1.2M5.5 12a9 9 0 0 1 4.7-2.5M18.5 12a9 9 0 0 0-3.3-2.1M2.5 8.7a13.5 13.5 0 0 1 4-2.5M21.5 8.7A13.5 13.5 0 0 0 11 5.1M12 19v.01',
  online:
    'M8.5 15.5a5 5 0 0 1 7 0M5.5 12a9.2 9.2 0 0 1 13 0M2.5 8.7a13.5 13.5 0 0 1 19 0M12 19v.01',
  pencil: 'M5 19l.8-3.8L16 5l3 3L8.8 18.2 5 19ZM14 7l3 3',
  person: 'M12 4a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM5 20c.5-4 3.2-6 7-6s6.5 2 7 6',
  plus: 'M12 6v12M6 12h12',
  pot: 'M4 10h16M6 10v7a2 2 0 0 0 2 2h8a2 2 0 0 0 2-2v-7M2.5 12.5V10M21.5 12.5V10M9 6.5c0-1.2 1-1.2 1-2.5M14 6.5c0-1.2 1-1.2 1-2.5',
  question:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.5v.01',
  redo: 'M19 5v5h-5M19 10c-2-3-4-4-7-4a6.5 6.5 0 1 0 6 9',
  search: 'M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12ZM15 15l4.5 4.5',
  speaker: 'M4 9.5v5h3.5L12 19V5L7.5 9.5H4ZM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  star: 'm12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8L12 3.5Z',
  stop: 'M7 7h10v10H7V7Z',
  split: 'M6 4v4c0 3 6 3 6 7v5M18 4v4c0 3-6 3-6 7M3.5 6.5 6 4l2.5 2.5M15.5 6.5 18 4l2.5 2.5',
  spool: 'M4 8l8-4 8 4v8l-8 4-8-4V8ZM4 8l8 4 8-4M12 12v8',
  thinking: 'M6 12v.01M12 12v.01M18 12v.01',
  trash: 'M5 7h14M10 4h4M7 7l.8 13h8.4L17 7M10.5 11v5M13.5 11v5',
  undo: 'M5 5v5h5M5 10c2-3 4-4 7-4a6.5 6.5 0 1 1-6 9',
  wave: 'M4 10v4M8 6.5v11M12 3.5v17M16 7.5v9M20 10.5v3',
} satisfies Record<string, string>;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
