// What all pages share: the sheet, menus, the jump box, and the way back when the sign-in has ended.

const sheet = document.getElementById('sheet');
const sheetBody = document.getElementById('sheet-body');

/** Says something to those who listen instead of looking. */
export function say(text) {
  const said = document.getElementById('said');
  said.textContent = '';
  requestAnimationFrame(() => {
    said.textContent = text;
  });
}

/** Fetches a part of a page; where the sign-in has ended the whole page goes to the front door. */
export async function part(address) {
  const answer = await fetch(address, { headers: { 'X-Fragment': '1', Accept: 'text/html' } });
  if (answer.status === 401) {
    location.assign('/');
  }
  return answer;
}

let onClose = null;

/** What opened the sheet, and the rows from there on: after it those that follow, then those before, the nearest first. */
let origin = null;

function originOf(opener) {
  const rows = [...document.querySelectorAll('#main .row')];
  const at = rows.indexOf(opener?.closest('.row'));
  const near = at < 0 ? [] : [...rows.slice(at + 1), ...rows.slice(0, at).reverse()];
  return { id: opener?.id, rows: near.map((row) => row.dataset.id) };
}

/** After a change the page is another: to the opener where it is still there, to the next row, or to what was said. */
function goOn() {
  const next = (origin?.rows ?? [])
    .map((id) => document.querySelector(`#main .row[data-id="${CSS.escape(id)}"] .act :is(a, button, summary)`))
    .find((action) => action?.checkVisibility());
  const opener = origin?.id && document.getElementById(origin.id);
  (opener || next || document.getElementById('done') || document.getElementById('main')).focus();
}

/** What is being fetched for the sheet shows that it is; meanwhile nothing else is opened. */
let busy = null;

/** Opens the sheet at that address; `closed` hears whether something was done there, `shown` is marked until it opens. */
export async function openSheet(address, closed, shown = document.activeElement) {
  if (busy) {
    return;
  }
  busy = shown;
  busy.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(address, { headers: { 'HX-Request': 'true', Accept: 'text/html' } });
    if (!answer.ok) {
      // The page itself says why, and leads on; where the sign-in has ended, that is the front door.
      location.assign(answer.status === 401 ? '/' : address);
      return;
    }
    sheetBody.innerHTML = await answer.text();
  } catch {
    sheetBody.replaceChildren(document.getElementById('no-connection').content.cloneNode(true));
    sheetBody.querySelector('[data-again]').addEventListener('click', () => {
      onClose = null;
      closeSheet('');
      openSheet(address, closed, shown);
    });
  } finally {
    busy.removeAttribute('aria-busy');
    busy = null;
  }
  htmx.process(sheetBody);
  onClose = closed ?? null;
  origin = originOf(shown);
  sheet.returnValue = '';
  sheet.showModal();
  const first = sheetBody.querySelector('[autofocus], [aria-invalid="true"], input:not([type="hidden"]), select, textarea');
  (first ?? sheetBody.querySelector('button'))?.focus();
}

function closeSheet(result) {
  if (sheet.open) {
    sheet.close(result);
  }
}

sheet.addEventListener('close', () => {
  const heard = onClose;
  onClose = null;
  // The page below shows what is no more.
  if (sheetBody.querySelector('[data-stale]')) {
    location.reload();
    return;
  }
  heard?.(sheet.returnValue === 'done');
});

// A click on the ground beside the sheet puts it away, as Escape does.
sheet.addEventListener('click', (event) => {
  if (event.target === sheet) {
    closeSheet('');
  }
});

document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-sheet]');
  if (opener && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    const menu = opener.closest('details.menu');
    (menu?.querySelector('summary') ?? opener).focus();
    menu?.removeAttribute('open');
    openSheet(opener.getAttribute('href'));
    return;
  }
  // On a page of its own it is a link that leads on.
  if (sheet.open && event.target.closest('[data-close]')) {
    event.preventDefault();
    closeSheet('');
    return;
  }
  if (event.target.closest('[data-print]')) {
    window.print();
    return;
  }
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) {
      menu.removeAttribute('open');
    }
  }
  if (!event.target.closest('.jump')) {
    emptyFound();
  }
});

/** On a narrow page the line of stages opens where the partnership is, and can be scrolled by keyboard. */
function openStageLine() {
  const line = document.getElementById('stage-line');
  if (line && line.scrollWidth > line.clientWidth) {
    line.tabIndex = 0;
    line.scrollLeft = (line.querySelector('[aria-current]')?.offsetLeft ?? 0) - 40;
  }
}
openStageLine();

// Filters work by choosing; without scripts they have a button.
document.addEventListener('change', (event) => {
  if (event.target.matches('.filters select')) {
    const form = event.target.form;
    for (const field of form.elements) {
      field.disabled = field.tagName === 'SELECT' && field.value === '';
    }
    form.requestSubmit();
  }
});

// A form in the sheet that was done swaps the page below or says so by a trigger; either way the sheet has served.
document.addEventListener('htmx:afterSwap', (event) => {
  if (event.detail.target.id === 'main') {
    closeSheet('done');
    goOn();
    openStageLine();
    const done = document.getElementById('done');
    if (done && done !== document.activeElement) {
      say(done.textContent);
    }
  }
});
document.addEventListener('sheet-done', () => closeSheet('done'));

// Where nobody can say who asks, the page stays as it is: what somebody typed is not to go with it.
const keepsPage = (xhr) => xhr.getResponseHeader('HX-Reswap') === 'none';

document.addEventListener('htmx:beforeSwap', (event) => {
  if (keepsPage(event.detail.xhr)) {
    event.detail.shouldSwap = false;
  }
});

document.addEventListener('htmx:responseError', (event) => {
  const { elt, xhr } = event.detail;
  if (xhr.status === 401 && elt.matches('#sheet form')) {
    // As a page of its own, where what was typed, and pressed, can be sent again after a new sign-in.
    const pressed = event.detail.requestConfig?.triggeringEvent?.submitter;
    if (pressed?.name) {
      elt.append(Object.assign(document.createElement('input'), { type: 'hidden', name: pressed.name, value: pressed.value }));
    }
    HTMLFormElement.prototype.submit.call(elt);
  } else if (xhr.status === 401) {
    location.assign('/');
  } else if (keepsPage(xhr) && sheetBody.contains(elt)) {
    document.getElementById('unreachable')?.remove();
    sheetBody.insertAdjacentHTML('afterbegin', xhr.responseText);
  }
});

// What was written stays in the form that could not be sent; its key makes it safe to send it again.
document.addEventListener('htmx:sendError', (event) => {
  const form = event.detail.elt.closest('#sheet form');
  if (form && form === event.detail.elt) {
    form.before(document.getElementById('not-sent').content.cloneNode(true));
  }
});
document.addEventListener('htmx:beforeRequest', (event) => {
  if (event.detail.elt.matches('#sheet form')) {
    sheetBody.querySelector('.not-sent')?.remove();
  }
});

/* ---- jump box ---- */

const jump = document.getElementById('jump');
const found = document.getElementById('found');

function emptyFound() {
  found?.replaceChildren();
}

document.addEventListener('keydown', (event) => {
  if (jump && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    jump.focus();
    jump.select();
  }
  if (event.key === 'Escape') {
    emptyFound();
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      menu.removeAttribute('open');
      menu.querySelector('summary').focus();
    }
  }
});

jump?.closest('.jump').addEventListener('keydown', (event) => {
  const links = [...found.querySelectorAll('a')];
  if (links.length === 0 || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) {
    return;
  }
  event.preventDefault();
  const at = links.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
  (links[at] ?? jump).focus();
});
