/* Suggestions under the search box: a combobox after the WAI-ARIA Authoring Practices (list autocomplete with manual
   selection). Without this script the box is a box. What htmx swaps in is found by delegation, so nothing is bound twice. */
(() => {
  "use strict";
  const WAIT = 150; // milliseconds of rest before the house is asked
  const LEAST = 2; // letters
  let list, voice, waiting, asked, active = -1, shown = [];

  const box = (event) => event.target instanceof Element && event.target.closest("input[data-suggest]");

  function prepare(input) {
    const place = input.parentElement;
    if (!list || !place.contains(list)) {
      list = document.createElement("ul");
      list.id = "suggestions";
      list.className = "suggestions";
      list.hidden = true;
      list.setAttribute("role", "listbox");
      list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
      list.addEventListener("click", (event) => {
        const line = event.target.closest("[role=option]");
        if (line) choose(input, Number(line.dataset.place));
      });
      voice = document.createElement("div");
      voice.className = "kern-sr-only";
      voice.setAttribute("aria-live", "polite");
      place.append(list, voice);
    }
    list.setAttribute("aria-label", input.dataset.list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  function close(input) {
    clearTimeout(waiting);
    asked?.abort();
    active = -1;
    shown = [];
    if (list) {
      list.hidden = true;
      list.replaceChildren();
    }
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function say(text) {
    if (voice.textContent !== text) voice.textContent = text;
  }

  function line(one, place) {
    const item = document.createElement("li");
    item.id = `suggestion-${place}`;
    item.dataset.place = place;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    for (const [name, text] of [["what", one.label], ["group", one.group], ["number", one.count ?? ""]]) {
      const part = document.createElement("span");
      part.className = name;
      part.textContent = text;
      item.append(part, " ");
    }
    if (one.unit) {
      const unit = document.createElement("span");
      unit.className = "kern-sr-only";
      unit.textContent = one.unit;
      item.append(unit);
    }
    return item;
  }

  function show(input, found) {
    prepare(input);
    shown = found;
    active = -1;
    list.replaceChildren(...found.map(line));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    say(found.length ? input.dataset.some.replace("{number}", found.length) : input.dataset.none);
  }

  function mark(input, place) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = (place + shown.length + 1) % (shown.length + 1); // one place more: none is marked, back in the box
    if (active === shown.length) {
      active = -1;
      input.removeAttribute("aria-activedescendant");
      return;
    }
    const item = list.children[active];
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", item.id);
  }

  function choose(input, place) {
    const one = shown[place];
    close(input);
    if (one.url) {
      location.assign(one.url);
    } else {
      input.value = one.insert;
      input.focus();
      input.setSelectionRange(one.insert.length, one.insert.length);
    }
  }

  async function ask(input) {
    asked?.abort();
    asked = new AbortController();
    const state = new URLSearchParams(new FormData(input.form));
    for (const [name, value] of [...state]) if (value === "") state.delete(name);
    try {
      const answer = await fetch(`${input.dataset.suggest}?${state}`, { signal: asked.signal });
      if (!answer.ok) return close(input);
      const found = await answer.json();
      if (document.activeElement === input && found.q === input.value) show(input, found.suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close(input);
    }
  }

  function typed(input) {
    clearTimeout(waiting);
    const atEnd = input.selectionStart === input.value.length;
    if (!atEnd || input.value.trim().length < LEAST) return close(input);
    waiting = setTimeout(ask, WAIT, input);
  }

  document.addEventListener("focusin", (event) => {
    const input = box(event);
    if (input) prepare(input);
  });
  document.addEventListener("focusout", (event) => {
    const input = box(event);
    if (input) close(input);
  });
  document.addEventListener("input", (event) => {
    const input = box(event);
    if (!input) return;
    prepare(input);
    if (!event.isComposing) typed(input);
  });
  document.addEventListener("submit", () => {
    const input = document.querySelector("input[data-suggest]");
    if (input) close(input);
  }, true);
  document.addEventListener("keydown", (event) => {
    const input = box(event);
    if (!input || event.isComposing) return;
    const open = list && !list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      close(input);
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      choose(input, active);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!open) {
        if (event.key === "ArrowDown") typed(input);
        return;
      }
      event.preventDefault();
      mark(input, event.key === "ArrowDown" ? active + 1 : active < 0 ? shown.length - 1 : active - 1);
    }
  });
  for (const input of document.querySelectorAll("input[data-suggest]")) prepare(input);
})();
