// When a board is drawn anew as a whole: so much happens at once, or it happens where the page shows no card.

// More cards than this in one second are not brought one by one.
const MANY = 20;
// How long it has to be quiet, in milliseconds, before the board is drawn anew, and how long that may put it off.
const QUIET = 1000;
const LONGEST = 5000;

/**
 * Draws anew, once for all that was missed until then. `draw` gets the cards that were missed last, as pairs of id and
 * sequence, many only as far as it takes to know that the server has heard; it answers whether it could draw.
 */
export function renewals(draw) {
  const missed = new Map();
  let lately = 0;
  let timer = 0;
  let since = 0;
  let drawing = false;

  /** Draws anew soon. */
  function soon() {
    since ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(renew, Math.max(0, Math.min(QUIET, since + LONGEST - Date.now())));
  }

  /** Leaves that card to the next drawing. */
  function leave(id, sequence) {
    missed.delete(id);
    missed.set(id, sequence);
    if (missed.size > MANY) {
      missed.delete(missed.keys().next().value);
    }
    soon();
  }

  /** Whether a card that is announced now is to be left to a drawing. */
  function crowded() {
    lately += 1;
    setTimeout(() => {
      lately -= 1;
    }, 1000);
    return lately > MANY || since > 0 || drawing;
  }

  async function renew() {
    since = 0;
    if (drawing) {
      soon();
      return;
    }
    const last = [...missed];
    missed.clear();
    drawing = true;
    let drawn = false;
    try {
      drawn = await draw(last);
    } finally {
      drawing = false;
      if (!drawn) {
        last.forEach(([id, sequence]) => leave(id, sequence));
        soon();
      }
    }
  }

  return { soon, leave, crowded, isDrawing: () => drawing };
}
