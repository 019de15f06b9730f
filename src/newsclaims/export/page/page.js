"use strict";
(() => {
  const card = document.getElementById("card");
  const entries = card.querySelector(".entries");
  const stories = [...document.querySelectorAll(".story")];
  const narrow = matchMedia("(max-width: 48rem)");
  let pinned = null;
  let lit = [];

  const ids = (element, name) => (element.dataset[name] || "").split(" ").filter(Boolean);

  /* Which elements belong to a record: its words, what is about them, its mark on the timeline. */
  const places = new Map(
    stories.map((story) => {
      const found = new Map();
      for (const element of story.querySelectorAll("[data-a]")) {
        for (const id of ids(element, "a")) {
          if (!found.has(id)) found.set(id, []);
          found.get(id).push(element);
        }
      }
      return [story, found];
    }),
  );
  const entry = (story, id) => document.getElementById(`${story.id}-${id}`);

  /* Lighting up and the card */
  function light(story, records) {
    dim();
    for (const id of records) {
      lit.push(...(places.get(story).get(id) || []));
      const item = entry(story, id);
      if (item) lit.push(item);
    }
    for (const element of lit) element.classList.add("on");
  }
  function dim() {
    for (const element of lit) element.classList.remove("on");
    lit = [];
  }
  function show(target) {
    const story = target.closest(".story");
    const records = ids(target, "r");
    light(story, records);
    const copies = records.map((id) => entry(story, id)).filter(Boolean).map((item) => {
      const copy = document.createElement("div");
      copy.className = "entry";
      for (const child of item.children) copy.append(child.cloneNode(true));
      for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
      return copy;
    });
    /* A claim and its quote often say the same words: once is enough. */
    const said = new Set();
    for (const words of copies.map((copy) => copy.querySelector(".words")).filter(Boolean)) {
      if (said.has(words.textContent)) words.remove();
      else said.add(words.textContent);
    }
    entries.replaceChildren(...copies);
    card.hidden = copies.length === 0;
    if (!narrow.matches) place(target);
  }
  function place(target) {
    const rects = [...target.getClientRects()];
    const rect = rects[0] || target.getBoundingClientRect();
    const last = rects[rects.length - 1] || rect;
    const room = document.documentElement.clientWidth - card.offsetWidth - 16;
    const below = last.bottom + 10 + card.offsetHeight < innerHeight || rect.top < card.offsetHeight + 10;
    const top = below ? last.bottom + 10 : rect.top - card.offsetHeight - 10;
    card.style.left = `${Math.max(16, Math.min(rect.left, room)) + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
  }
  function hide() {
    pinned = null;
    card.hidden = true;
    dim();
  }

  const hovered = (event) => event.target instanceof Element && event.target.closest("[data-r]");
  const listed = (event) => event.target instanceof Element && event.target.closest(".list .entry");
  document.addEventListener("pointerover", (event) => {
    if (pinned || event.pointerType === "touch") return;
    const target = hovered(event);
    const item = listed(event);
    if (target) show(target);
    else if (item) light(item.closest(".story"), [item.dataset.record]);
  });
  document.addEventListener("pointerout", (event) => {
    if (pinned || event.pointerType === "touch") return;
    if (hovered(event) || listed(event)) hide();
  });
  document.addEventListener("focusin", (event) => {
    const target = hovered(event);
    const item = listed(event);
    hide();
    if (target) show(target);
    else if (item) light(item.closest(".story"), [item.dataset.record]);
  });
  document.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    const target = hovered(event);
    const link = event.target instanceof Element && event.target.closest("a[data-find]");
    if (target) {
      event.preventDefault();
      const again = pinned === target;
      hide();
      if (!again) {
        show(target);
        pinned = target;
      }
    } else if (link) {
      event.preventDefault();
      reveal(link.closest(".story"), link.dataset.find);
    } else if (!(event.target instanceof Element && event.target.closest(".entries"))) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  /* From the list to the text */
  function reveal(story, id) {
    const element = (places.get(story).get(id) || []).find((place) => ids(place, "r").includes(id) && !place.closest("svg"));
    if (!element) return;
    element.scrollIntoView({ block: "center" });
    hide();
    light(story, [id]);
  }

  /* Who speaks */
  function filter(story, speaker) {
    story.classList.toggle("filtered", speaker !== null);
    for (const button of story.querySelectorAll("[data-speaker]"))
      button.setAttribute("aria-pressed", String(button.dataset.speaker === speaker));
    for (const element of story.querySelectorAll(".prose [data-owner], .who")) {
      const words = element.classList.contains("who") || element.matches(".quote, .claim");
      element.classList.toggle("faded", speaker !== null && words && !ids(element, "owner").includes(speaker));
    }
    for (const item of story.querySelectorAll(".list .entry"))
      item.hidden = speaker !== null && item.dataset.kind !== "date" && item.dataset.owner !== speaker;
    for (const heading of story.querySelectorAll(".records h2 span")) {
      const all = [...heading.closest("section, details").querySelectorAll(".entry")];
      const left = all.filter((item) => !item.hidden).length;
      heading.textContent = left === all.length ? String(all.length) : `${left} of ${all.length}`;
    }
    story.querySelector(".everybody").hidden = speaker === null;
  }

  /* The order of the claims */
  const orders = {
    order: (a, b) => a.dataset.order - b.dataset.order,
    worth: (a, b) => b.dataset.worth - a.dataset.worth || orders.order(a, b),
    type: (a, b) => a.dataset.type.localeCompare(b.dataset.type) || orders.worth(a, b),
  };

  for (const story of stories) {
    story.addEventListener("click", (event) => {
      const button = event.target instanceof Element && event.target.closest("button");
      if (!button) return;
      const pressed = button.getAttribute("aria-pressed") === "true";
      if (button.dataset.speaker) filter(story, pressed ? null : button.dataset.speaker);
      else if (button.classList.contains("everybody")) filter(story, null);
      else if (button.dataset.layer) {
        button.setAttribute("aria-pressed", String(!pressed));
        story.classList.toggle(`off-${button.dataset.layer}`, pressed);
      } else if (button.dataset.sort) {
        for (const other of button.parentElement.querySelectorAll("button"))
          other.setAttribute("aria-pressed", String(other === button));
        const list = button.closest("section").querySelector(".list");
        list.append(...[...list.children].sort(orders[button.dataset.sort]));
      }
    });
  }

  /* Of several articles one is shown: the one that the address names, or the first. */
  function choose() {
    const wanted = location.hash.slice(1);
    const shown = stories.find((story) => wanted === story.id || wanted.startsWith(`${story.id}-`)) || stories[0];
    for (const story of stories) story.hidden = story !== shown;
    for (const link of document.querySelectorAll(".articles a")) {
      if (link.hash === `#${shown.id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
  if (stories.length > 1) {
    addEventListener("hashchange", () => {
      hide();
      choose();
      /* The browser found nothing to scroll to while its article was hidden. */
      document.getElementById(location.hash.slice(1))?.scrollIntoView();
    });
    choose();
  }
  /* Where the timeline is wider than the screen, the article's own day is in sight. */
  for (const scroll of document.querySelectorAll(".scroll")) {
    const today = scroll.querySelector(".today");
    if (today && scroll.scrollWidth > scroll.clientWidth) {
      const middle = scroll.getBoundingClientRect().left + scroll.clientWidth / 2;
      scroll.scrollLeft += today.getBoundingClientRect().left - middle;
    }
  }
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
})();
