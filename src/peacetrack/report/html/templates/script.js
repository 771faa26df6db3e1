"use strict";
(() => {
  const days = JSON.parse(document.getElementById("index").textContent);
  const at = (id) => document.getElementById(id);
  const slider = at("slider");
  const slots = [...document.querySelectorAll("[data-part]")];
  const columns = [...document.querySelectorAll("[data-column]")];
  let blocks = days[days.length - 1].blocks;

  function show(place) {
    const day = days[place];
    slots.forEach((slot, number) => {
      if (blocks[number] !== day.blocks[number]) {
        slot.replaceChildren(at(`block-${day.blocks[number]}`).content.cloneNode(true));
      }
    });
    blocks = day.blocks;
    columns.forEach((cell) => {
      cell.classList.toggle("now", day.columns[cell.dataset.grid] === Number(cell.dataset.column));
    });
    at("day-words").textContent = day.words;
    at("day-until").textContent = day.until ? `, and the same to ${day.until}` : "";
    slider.setAttribute("aria-valuetext", day.words);
    at("earlier").disabled = place === 0;
    at("later").disabled = place === days.length - 1;
  }

  function step(by) {
    slider.value = Number(slider.value) + by;
    show(Number(slider.value));
  }

  slider.value = days.length - 1;
  slider.addEventListener("input", () => show(Number(slider.value)));
  at("earlier").addEventListener("click", () => step(-1));
  at("later").addEventListener("click", () => step(1));
  at("controls").hidden = false;
  show(days.length - 1);
})();
