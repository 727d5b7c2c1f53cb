/* global document, sessionStorage, localStorage, window */
/** The kitchen's screen: asks the relay every two seconds, and sends each bump and recall at once. */

const POLL_MS = 2_000;
const CALL_DEADLINE_MS = 5_000;
const TOKEN = 'kitchen-token';
const QUIET = 'kitchen-quiet';
const NEXT = { new: 'preparing', preparing: 'ready', ready: 'completed' };
const BACK = { preparing: 'new', ready: 'preparing', completed: 'ready' };
const BUMP_WORDS = { new: 'Start', preparing: 'Ready', ready: 'Done' };
const TYPE_WORDS = {
  'dine-in': 'Dine in',
  takeout: 'Takeout',
  'drive-thru': 'Drive-thru',
  delivery: 'Delivery',
};
/** Minutes until an order is soon, and late: a car waits less patiently than a table. */
const PATIENCE = {
  'drive-thru': [2, 4],
  takeout: [5, 10],
  'dine-in': [8, 15],
  delivery: [10, 20],
};

const byId = (id) => document.getElementById(id);
let isQuiet = localStorage.getItem(QUIET) === 'yes';
let known = null;
let lastCompleted = null;
let audio = null;
let shown = '';

/** Undefined: the relay did not answer. */
async function ask(path, body) {
  const token = sessionStorage.getItem(TOKEN);
  try {
    const response = await fetch(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      signal: AbortSignal.timeout(CALL_DEADLINE_MS),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  } catch {
    return undefined;
  }
}

function showDoor(words) {
  sessionStorage.removeItem(TOKEN);
  byId('board').hidden = true;
  byId('door').hidden = false;
  byId('door-words').textContent = words;
  byId('link').textContent = '';
}

function showLink(isThere) {
  byId('link').className = isThere ? '' : 'away';
  byId('link').textContent = isThere
    ? 'Connected'
    : 'No connection to the relay: these are the last orders known. Trying again…';
}

async function refresh() {
  if (sessionStorage.getItem(TOKEN) === null) return;
  const answer = await ask('/v1/kitchen/orders');
  if (answer?.status === 401 || answer?.status === 403) {
    showDoor('Please enter the kitchen code again.');
    return;
  }
  showLink(answer?.status === 200);
  if (answer?.status === 200) show(answer.body);
}

function show({ orders, nowMs }) {
  byId('door').hidden = true;
  byId('board').hidden = false;
  const ids = new Set(orders.map(({ order }) => order.orderId));
  const isNews = known !== null && orders.some(({ order }) => !known.has(order.orderId));
  known = ids;
  if (isNews) ring();

  const completed = orders.filter(({ kitchenStatus }) => kitchenStatus === 'completed');
  lastCompleted = completed.sort((a, b) => b.movedAtMs - a.movedAtMs)[0] ?? null;
  byId('recall').disabled = lastCompleted === null;

  // Rebuilt only when something can be seen to change, so that a finger never misses its button.
  const minute = Math.floor(nowMs / 15_000);
  const state = JSON.stringify([
    minute,
    orders.map(({ order, kitchenStatus }) => [order.orderId, kitchenStatus]),
  ]);
  if (state === shown) return;
  shown = state;
  for (const status of Object.keys(NEXT)) {
    const column = orders.filter(({ kitchenStatus }) => kitchenStatus === status);
    document.querySelector(`[data-count="${status}"]`).textContent = column.length;
    const cards = column.map((one) => card(one, nowMs));
    document.querySelector(`[data-column="${status}"]`).replaceChildren(...cards);
  }
}

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

function card({ order, kitchenStatus, receivedAtMs }, nowMs) {
  const minutes = Math.max(0, Math.floor((nowMs - receivedAtMs) / 60_000));
  const [soon, late] = PATIENCE[order.orderType];
  const made = element(
    'article',
    '',
    element(
      'div',
      'top',
      element('span', 'number', order.orderNumber),
      element('span', 'type', TYPE_WORDS[order.orderType]),
      element('span', 'age', `${minutes} min`),
    ),
    element('ul', '', ...order.lines.map(lineOf)),
    moves(order, kitchenStatus),
  );
  made.dataset.urgency = minutes >= late ? 'late' : minutes >= soon ? 'soon' : 'calm';
  return made;
}

function lineOf(line) {
  const extras = [...line.modifiers, ...line.choices].map(({ name }) => name).join(', ');
  return element(
    'li',
    '',
    `${line.quantity} × ${line.name}`,
    ...(extras === '' ? [] : [element('small', '', extras)]),
    ...(line.note === undefined ? [] : [element('small', 'note', line.note)]),
  );
}

function moves(order, status) {
  const bump = moveButton('bump', BUMP_WORDS[status], order, NEXT[status]);
  const back = BACK[status] === undefined ? [] : [moveButton('back', 'Back', order, BACK[status])];
  return element('div', 'moves', bump, ...back);
}

function moveButton(className, words, order, kitchenStatus) {
  const button = element('button', className, words);
  button.type = 'button';
  button.setAttribute('aria-label', `${words}: order ${order.orderNumber}`);
  button.addEventListener('click', () => {
    button.disabled = true;
    void move(order.orderId, kitchenStatus);
  });
  return button;
}

async function move(orderId, kitchenStatus) {
  const answer = await ask(`/v1/kitchen/orders/${orderId}/status`, { kitchenStatus });
  showLink(answer !== undefined);
  shown = '';
  await refresh();
}

/** Two short notes. Browsers give sound only after a touch: entering the code is one. */
function ring() {
  if (isQuiet) return;
  audio ??= new window.AudioContext();
  for (const [at, frequency] of [
    [0, 880],
    [0.18, 1_175],
  ]) {
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    gain.gain.value = 0.2;
    tone.frequency.value = frequency;
    tone.connect(gain).connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.14);
  }
}

function showSound() {
  byId('sound').textContent = isQuiet ? 'Sound off' : 'Sound on';
  byId('sound').setAttribute('aria-pressed', String(!isQuiet));
}

byId('sound').addEventListener('click', () => {
  isQuiet = !isQuiet;
  localStorage.setItem(QUIET, isQuiet ? 'yes' : 'no');
  showSound();
  ring();
});

byId('recall').addEventListener('click', () => {
  if (lastCompleted !== null) void move(lastCompleted.order.orderId, BACK.completed);
});

byId('door').addEventListener('submit', (event) => {
  event.preventDefault();
  void (async () => {
    const code = byId('code').value.trim().toUpperCase();
    const answer = await ask('/v1/kitchen/token', { code });
    if (answer?.status !== 200) {
      showDoor(
        answer === undefined
          ? 'The relay does not answer. Try again in a moment.'
          : answer.body.detail,
      );
      return;
    }
    sessionStorage.setItem(TOKEN, answer.body.token);
    byId('code').value = '';
    await refresh();
  })();
});

async function poll() {
  await refresh();
  setTimeout(() => void poll(), POLL_MS);
}

showSound();
if (sessionStorage.getItem(TOKEN) === null) showDoor('');
void poll();
