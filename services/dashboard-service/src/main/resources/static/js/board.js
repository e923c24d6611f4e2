// The board as an application: live cards, moving by mouse, by keyboard and by menu.

import { openSheet, part, say } from './app.js';
import { follow } from './live.js';
import { renewals } from './renewal.js';

const board = document.getElementById('board');
const keys = document.getElementById('keys');
const mayMove = board.dataset.mayMove === 'true';

const columns = () => [...board.querySelectorAll('.column')];
const columnOf = (card) => card.closest('.column');
const cardsOf = (column) => [...column.querySelectorAll('.card')];
const told = (text, ...words) => words.reduce((said, word) => said.replace('%s', word), text);

/** The card in the air, between lifting it and putting it down by keyboard. */
let lifted = null;

/* ---- live ---- */

const live = document.getElementById('live');

follow(live.dataset.stream, live.dataset.place, heard, () => location.reload(), tell);

function tell(state) {
  live.dataset.live = state;
  const word = state === 'live' ? live.dataset.textLive : state === 'off' ? live.dataset.textOff : live.dataset.textCatchingUp;
  if (live.textContent !== word) {
    live.textContent = word;
  }
  if (state === 'off') {
    // Why a stream was refused no script is told: where the sign-in has ended, this leads to the front door.
    part('/search?q=').catch(() => {});
  }
}

function heard(data) {
  let event;
  try {
    event = JSON.parse(data);
  } catch {
    return;
  }
  if (event.data?.partnershipId) {
    refresh(event.data.partnershipId, Number(event.sequence));
  }
}

const asked = new Map();
const renewal = renewals(renew);

/** Whether there are cards that the page does not show: what happens to one of them changes totals that nobody can count here. */
const isCut = () => board.querySelector('.more') !== null;

/** Shows a card as it is after that event; of several events in a row the last one is enough. */
async function refresh(id, sequence) {
  const shown = document.getElementById(`card-${id}`);
  if (sequence > 0 && shown && Number(shown.dataset.at) >= sequence) {
    return;
  }
  const waiting = asked.get(id);
  if (waiting) {
    waiting.next = Math.max(waiting.next ?? 0, sequence);
    return;
  }
  // What somebody did on this page they want to see at once.
  if (sequence > 0 && (renewal.crowded() || (!shown && isCut()))) {
    renewal.leave(id, sequence);
    return;
  }
  const asking = { next: null };
  asked.set(id, asking);
  try {
    await bring(id, sequence);
  } finally {
    asked.delete(id);
    if (asking.next !== null && (asking.next > sequence || asking.next === 0)) {
      refresh(id, asking.next);
    }
  }
}

// How long to wait, in milliseconds, before asking again for a card that was announced and is not there yet.
const PAUSES = [200, 500, 1000, 2000, 4000, 8000];

/**
 * The stream may be ahead of what the cards are read from, by a moment or by a restart: ask until the card has heard.
 * `take` gets it, or null where this board does not show it, and answers the sequence that it has heard of.
 */
async function bring(id, sequence, take = place) {
  for (const pause of [...PAUSES, 0]) {
    const answer = await card(id, sequence);
    if (answer?.status === 204) {
      take(id, null);
      return;
    }
    if (answer?.ok && take(id, parsed(await answer.text()).firstElementChild) >= sequence) {
      return;
    }
    await new Promise((over) => setTimeout(over, pause));
  }
  tell('catching-up');
}

/** The answer for one card of this board, whose filter stands in its address; none where the connection is lost. */
async function card(id, sequence) {
  const query = new URLSearchParams(location.search);
  query.set('at', sequence);
  try {
    return await part(`/board/cards/${id}?${query}`);
  } catch {
    return null;
  }
}

function parsed(html) {
  const template = document.createElement('template');
  template.innerHTML = html.trim();
  return template.content;
}

/** Puts the card where it belongs; answers the sequence that the board shows of it now. */
function place(id, card) {
  const old = document.getElementById(`card-${id}`);
  if (renewal.isDrawing()) {
    // The board that is on its way may have been drawn before this card was.
    renewal.leave(id, Number(card?.dataset.at ?? 0));
  }
  if (!old && isCut()) {
    renewal.soon();
    return Number(card?.dataset.at ?? 0);
  }
  if (!card) {
    takeAway(old);
    return 0;
  }
  const from = old && columnOf(old);
  const to = document.getElementById(`stage-${card.dataset.stage}`);
  const focused = old?.contains(document.activeElement);
  if (old && Number(old.dataset.at) > Number(card.dataset.at)) {
    return Number(old.dataset.at);
  }
  old?.remove();
  const cards = to.querySelector('.cards');
  const after = cardsOf(to).find((other) => other.dataset.due > card.dataset.due);
  cards.insertBefore(card, after ?? cards.querySelector('.more, .nobody'));
  if (from !== to) {
    if (from) {
      count(from, countOf(from) - 1);
    }
    count(to, countOf(to) + 1);
    settle();
    card.classList.add('arrived');
    say(told(board.dataset.saidArrived, card.dataset.name, to.dataset.name));
  }
  if (lifted?.card === old) {
    takeOver(card);
  }
  if (focused) {
    card.focus();
  }
  return Number(card.dataset.at);
}

function takeAway(card) {
  if (card) {
    const column = columnOf(card);
    if (lifted?.card === card) {
      putDown(false);
    }
    card.remove();
    count(column, countOf(column) - 1);
    settle();
  }
}

/** No column shows more than so many cards; where there are more, the server knows which of them come first. */
function settle() {
  if (isCut() || columns().some((column) => cardsOf(column).length > Number(board.dataset.most))) {
    renewal.soon();
  }
}

const countOf = (column) => Number(column.querySelector('.count').textContent);

function count(column, number) {
  for (const figure of document.querySelectorAll(`[data-count="${column.dataset.stage}"]`)) {
    figure.textContent = number;
  }
}

/** Draws the columns as the server has them once it has heard of what was missed; answers whether that could be. */
async function renew(missed) {
  // A column that changes under a dragged card would drop it.
  const dragged = () => board.classList.contains('dragging');
  if (dragged()) {
    return false;
  }
  await Promise.all(missed.map(([id, sequence]) => bring(id, sequence, (_, card) => Number(card?.dataset.at ?? 0))));
  try {
    const answer = await part(`/board${location.search}`);
    const anew = answer.ok ? parsed(await answer.text()) : null;
    if (!anew || dragged()) {
      return false;
    }
    redraw(anew);
    return true;
  } catch {
    return false;
  }
}

/** Shows those columns; what has the focus, an open menu and a card in the air stay what they are. */
function redraw(anew) {
  const focused = document.activeElement?.closest('.card')?.id;
  const menu = board.querySelector('.menu[open]')?.closest('.card').id;
  for (const column of columns()) {
    const fresh = anew.querySelector(`#${column.id}`);
    column.querySelector('.cards').replaceChildren(...fresh.querySelector('.cards').childNodes);
    count(column, countOf(fresh));
  }
  if (lifted) {
    const card = document.getElementById(lifted.card.id);
    if (card) {
      takeOver(card);
    } else {
      putDown(false);
    }
  }
  if (menu) {
    document.getElementById(menu)?.querySelector('.menu')?.setAttribute('open', '');
  }
  if (focused) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

/* ---- moving ---- */

/** Asks what the pipeline asks for that move; the card stays where it was until the move has happened. */
function move(card, stage, putBack) {
  const id = card.dataset.id;
  openSheet(`/partnerships/${id}/move?to=${stage}&from=board`, (done) => {
    putBack?.();
    if (done) {
      refresh(id, 0);
    }
    document.getElementById(`card-${id}`)?.focus();
  }, card);
}

/** Columns keep their widths under a dragged card: a stage that grew as it came would push the next one away. */
function hold(still) {
  const widths = columns().map((column) => column.offsetWidth);
  columns().forEach((column, at) => {
    column.style.flex = still ? `0 0 ${widths[at]}px` : '';
    column.style.minWidth = still ? '0' : '';
  });
}

if (mayMove && window.Sortable && matchMedia('(pointer: fine)').matches) {
  for (const column of columns()) {
    Sortable.create(column.querySelector('.cards'), {
      group: 'stages',
      sort: false,
      draggable: '.card:has(.menu)',
      filter: '.menu',
      preventOnFilter: false,
      animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 140,
      onStart: () => {
        hold(true);
        board.classList.add('dragging');
      },
      onMove: (event) => {
        columns().forEach((each) => each.classList.toggle('target', each.contains(event.to) && event.to !== event.from));
      },
      onEnd: (event) => {
        board.classList.remove('dragging');
        hold(false);
        columns().forEach((each) => each.classList.remove('target'));
        const to = event.to.closest('.column').dataset.stage;
        const home = event.from;
        const before = home.children[event.oldIndex] ?? null;
        if (event.to !== home) {
          home.insertBefore(event.item, before);
          move(event.item, to);
        }
      },
    });
  }
}

function lift(card) {
  lifted = { card, home: columnOf(card), over: columnOf(card) };
  mark(card);
  hint(board.dataset.keysLifted);
  say(told(board.dataset.saidLifted, card.dataset.name, lifted.home.dataset.name));
}

function mark(card) {
  card.classList.add('lifted');
  card.setAttribute('aria-grabbed', 'true');
}

/** The card in the air was renewed, perhaps in another stage: it stays in the air. */
function takeOver(card) {
  lifted.card = card;
  lifted.home = columnOf(card);
  mark(card);
}

function putDown(where) {
  const { card, home, over } = lifted;
  lifted = null;
  card.classList.remove('lifted');
  card.removeAttribute('aria-grabbed');
  over.classList.remove('target');
  hint(board.dataset.keys);
  if (where && over !== home) {
    move(card, over.dataset.stage);
  } else {
    say(told(board.dataset.saidBack, card.dataset.name, home.dataset.name));
  }
}

function hover(step) {
  const all = columns();
  const next = all[all.indexOf(lifted.over) + step];
  if (next) {
    lifted.over.classList.remove('target');
    lifted.over = next;
    next.classList.toggle('target', next !== lifted.home);
    next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    say(told(board.dataset.saidOver, next.dataset.name));
  }
}

function walk(card, key) {
  const here = cardsOf(columnOf(card));
  const at = here.indexOf(card);
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    here[at + (key === 'ArrowDown' ? 1 : -1)]?.focus();
    return;
  }
  const all = columns().filter((column) => column.dataset.open !== 'false' && cardsOf(column).length > 0);
  const beside = all[all.indexOf(columnOf(card)) + (key === 'ArrowRight' ? 1 : -1)];
  if (beside) {
    const cards = cardsOf(beside);
    (cards[at] ?? cards.at(-1)).focus();
  }
}

board.addEventListener('keydown', (event) => {
  const card = event.target;
  if (!card.classList.contains('card') || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const movable = mayMove && card.querySelector('.menu') !== null;
  if (lifted) {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      hover(event.key === 'ArrowRight' ? 1 : -1);
    } else if (event.key === ' ' || event.key === 'Enter') {
      putDown(true);
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      putDown(false);
      if (event.key === 'Tab') {
        return;
      }
    } else {
      return;
    }
    event.preventDefault();
  } else if (event.key.startsWith('Arrow')) {
    event.preventDefault();
    walk(card, event.key);
  } else if (event.key === 'Enter') {
    event.preventDefault();
    card.querySelector('.name').click();
  } else if (movable && event.key === ' ') {
    event.preventDefault();
    lift(card);
  } else if (movable && event.key.toLowerCase() === 'm') {
    event.preventDefault();
    openSheet(`/partnerships/${card.dataset.id}/move?from=board`, (done) => done && refresh(card.dataset.id, 0));
  }
});

function hint(text) {
  keys.textContent = text;
}

/** Shows which keys move the card that has the focus. */
function offer(focused) {
  keys.hidden = !(mayMove && focused.classList.contains('card') && focused.matches(':focus-visible'));
  if (!lifted) {
    hint(board.dataset.keys);
  }
}

board.addEventListener('focusin', (event) => offer(event.target));
board.addEventListener('focusout', () => {
  keys.hidden = true;
});

// Somebody may have been here before this script.
if (board.contains(document.activeElement)) {
  offer(document.activeElement);
}

/* ---- drawers and, on a phone, tabs ---- */

board.addEventListener('click', (event) => {
  const button = event.target.closest('.drawer-button');
  if (button) {
    const drawer = button.closest('.drawer');
    const open = drawer.dataset.open === 'false';
    drawer.dataset.open = String(open);
    button.setAttribute('aria-expanded', String(open));
  }
});

const tabs = [...document.querySelectorAll('.stage-tabs a')];
const seen = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        tabs.forEach((tab) => {
          const current = tab.dataset.tab === entry.target.dataset.stage;
          tab.toggleAttribute('aria-current', current);
          if (current && tab.offsetParent) {
            tab.parentElement.scrollTo({ left: tab.offsetLeft - 40 });
          }
        });
      }
    }
  },
  { root: board, threshold: 0.6 },
);
columns().forEach((column) => seen.observe(column));
tabs.forEach((tab) =>
  tab.addEventListener('click', (event) => {
    event.preventDefault();
    const column = document.getElementById(`stage-${tab.dataset.tab}`);
    board.scrollTo({ left: column.offsetLeft - board.offsetLeft - 12 });
  }),
);
// A phone opens on the first stage where there is something, not on an empty one.
const first = columns().find((column) => cardsOf(column).length > 0);
if (first && tabs[0]?.offsetParent) {
  board.scrollTo({ left: first.offsetLeft - board.offsetLeft - 12 });
}
