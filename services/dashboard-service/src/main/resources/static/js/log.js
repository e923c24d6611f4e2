// Logging a meeting: organisations by typing, and only those questions that the answer before leaves open.

function choose(combo, option) {
  const name = combo.querySelector('[role="combobox"]');
  name.value = option.dataset.name;
  combo.querySelector('input[type="hidden"]').value = option.dataset.id;
  close(combo);
  name.focus();
}

function close(combo) {
  combo.querySelector('.found').replaceChildren();
  const name = combo.querySelector('[role="combobox"]');
  name.setAttribute('aria-expanded', 'false');
  name.removeAttribute('aria-activedescendant');
}

function mark(combo, options, at) {
  options.forEach((option, place) => {
    option.id ||= `${combo.querySelector('.found').id}-${place}`;
    option.setAttribute('aria-selected', String(place === at));
  });
  options[at].scrollIntoView({ block: 'nearest' });
  combo.querySelector('[role="combobox"]').setAttribute('aria-activedescendant', options[at].id);
}

for (const combo of document.querySelectorAll('[data-combo]')) {
  const name = combo.querySelector('[role="combobox"]');
  const list = combo.querySelector('.found');
  const options = () => [...list.querySelectorAll('[role="option"]')];

  name.addEventListener('input', () => {
    combo.querySelector('input[type="hidden"]').value = '';
  });
  list.addEventListener('htmx:afterSwap', () => name.setAttribute('aria-expanded', String(options().length > 0)));
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) {
      choose(combo, option);
    }
  });
  name.addEventListener('keydown', (event) => {
    const all = options();
    const at = all.findIndex((option) => option.getAttribute('aria-selected') === 'true');
    if (event.key === 'Escape' && list.childElementCount > 0) {
      event.stopPropagation();
      close(combo);
    } else if (all.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      mark(combo, all, (at + (event.key === 'ArrowDown' ? 1 : all.length - 1) + (at < 0 && event.key === 'ArrowUp' ? 1 : 0)) % all.length);
    } else if (event.key === 'Enter' && all.length > 0) {
      event.preventDefault();
      choose(combo, all[Math.max(at, 0)]);
    }
  });
  name.addEventListener('blur', () => setTimeout(() => close(combo), 150));
}
