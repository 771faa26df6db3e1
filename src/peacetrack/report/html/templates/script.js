"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const data = JSON.parse(at("data").textContent);
  const slider = at("slider");
  const last = data.stops.length - 1;
  const columns = [...document.querySelectorAll("[data-column]")];
  const make = (tag, text, className) =>
    Object.assign(document.createElement(tag), { textContent: text || "", className: className || "" });

  function events(found) {
    const shown = make("span", "", "record");
    shown.append(found.length > 1 ? "events " : "event ");
    found.forEach((place, number) => {
      const link = make("a", String(place + 1));
      link.href = `#event-${encodeURIComponent(data.events[place])}`;
      shown.append(number ? ", " : "", link);
    });
    return shown;
  }

  function answer([, of, text, whose, found, since], place) {
    const line = make("li");
    line.append(make("bdi", data.texts[of]), ": ", make("b", data.texts[text]));
    if (data.texts[whose]) line.append(" (", make("bdi", data.texts[whose]), ")");
    if (since === place) line.append(" ", make("span", "new", "badge"));
    if (found.length) line.append(" ", events(found));
    return line;
  }

  function answers(place) {
    const groups = new Map();
    data.answers.forEach((one) => {
      if (one[5] > place || one[6] < place) return;
      if (!groups.has(one[0])) groups.set(one[0], make("ul"));
      groups.get(one[0]).append(answer(one, place));
    });
    const parts = [...groups].flatMap(([what, list]) => [make("h3", data.texts[what]), list]);
    return parts.length ? parts : [make("p", "Nothing is on record by then.")];
  }

  function show(place) {
    const [, words, until] = data.stops[place];
    const isLast = place === last;
    at("last").hidden = !isLast;
    at("then").hidden = isLast;
    at("answers").replaceChildren(...(isLast ? [] : answers(place)));
    columns.forEach((cell) => {
      const starts = data.columns[cell.dataset.grid];
      const column = starts.filter((start) => start <= place).length - 1;
      cell.classList.toggle("now", column === Number(cell.dataset.column));
    });
    const shown = data.stops[place][0] ? `the end of ${words}` : words;
    at("day-words").textContent = shown;
    at("day-until").textContent = until && until !== data.stops[place][0] ? `, and the same to ${until}` : "";
    slider.setAttribute("aria-valuetext", shown);
    at("earlier").disabled = place === 0;
    at("later").disabled = isLast;
  }

  function step(by) {
    slider.value = Number(slider.value) + by;
    moved();
  }

  function moved() {
    const place = Number(slider.value);
    show(place);
    const day = data.stops[place][0];
    history.replaceState(null, "", day && place !== last ? `#${day}` : "#state");
  }

  function follow() {
    const name = decodeURIComponent(location.hash.slice(1));
    if (/^\d{4}-\d{2}-\d{2}$/.test(name)) {
      const until = data.stops.filter(([day]) => day && day <= name).length - 1;
      const end = data.stops[last][0] ? last : Math.max(until, 0);
      slider.value = Math.max(Math.min(until, end), 0);
      show(Number(slider.value));
      return;
    }
    const target = at(name);
    if (!target) return;
    if (at("last").contains(target) && at("last").hidden) {
      slider.value = last;
      show(last);
    }
    for (let part = target; part; part = part.parentElement) {
      if (part.tagName === "DETAILS") part.open = true;
    }
    const inside = target.querySelector(":scope > details");
    if (inside) inside.open = true;
    target.scrollIntoView();
  }

  function search() {
    const words = at("search").value.toLowerCase().split(/\s+/);
    document.querySelectorAll("#record .events > li").forEach((one) => {
      const text = one.textContent.toLowerCase();
      one.hidden = !words.every((word) => text.includes(word));
    });
  }

  slider.value = last;
  slider.addEventListener("input", moved);
  at("earlier").addEventListener("click", () => step(-1));
  at("later").addEventListener("click", () => step(1));
  at("search").addEventListener("input", search);
  at("searching").hidden = false;
  at("controls").hidden = false;
  window.addEventListener("hashchange", follow);
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((part) => { part.open = true; });
  });
  show(last);
  follow();
})();
