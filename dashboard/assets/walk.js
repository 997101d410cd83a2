// A chart is one stop of the Tab key. Within it the arrow keys walk from figure to figure, and each is read out.
// Of small charts on the same axes all are one stop, and the page keys go from one to the next.
// A tap on what stays a picture does the same. site.js fetches this if there is a chart.

import {lines} from './points.js';

const KEYS = {
  walking: 'Arrow keys go from figure to figure, Escape leaves them.',
  'walking-several': 'Arrow keys go from figure to figure, Page Down and Page Up to the charts after and before, '
    + 'Escape leaves them.',
};
const LACKING = 'The figures did not come. Press the key again, or open the measure: its page has them.';
const unseen = (role, words) =>
  Object.assign(document.createElement('p'), {className: 'unseen', textContent: words, ...role});

// Of a line the point nearest to a place across.
const nearest = (line, across) => line.reduce((best, point, k) =>
  (Math.abs(point.across - across) < Math.abs(line[best].across - across) ? k : best), 0);

// The point above or below on another line: of each line the one nearest to where we are.
function upright(all, line, at, step) {
  const now = line[at];
  const near = all.map((one) => (one === line ? at : nearest(one, now.across)));
  const order = all.map((_, k) => k).sort((a, b) => all[a][near[a]].down - all[b][near[b]].down || a - b);
  const next = order[order.indexOf(all.indexOf(line)) + step];
  return next === undefined ? [line, at] : [all[next], near[next]];
}

// A chart's stop of the Tab key. `beside` are all that the page keys reach, `place` is its own among them.
function walk(slot, status, beside, place) {
  const drawing = slot.closest('[role=img]') ?? slot, several = beside.length > 1;
  const keys = several ? 'walking-several' : 'walking';
  let all, asked, line, at = -1;
  const mark = document.createElement('div'), ring = document.createElement('i'), words = document.createElement('span');
  mark.className = 'walked';
  mark.setAttribute('aria-hidden', 'true');        // what is seen; the words are the status's
  mark.append(ring, words);

  const leave = () => { at = -1; mark.remove(); status.textContent = ''; };
  const show = (text, left, top, known) => {
    const wide = slot.clientWidth;
    ring.hidden = !known;
    words.textContent = text;
    mark.classList.toggle('left', left > wide / 2);
    mark.classList.toggle('under', top < 90);
    Object.assign(mark.style, {left: `${left}px`, top: `${top}px`});
    slot.append(mark);
  };
  const tell = () => {
    const point = line[at];
    show(point.words, point.left(slot.clientWidth), point.down, point.known);
    status.textContent = `${point.words.replaceAll('\n', ', ')} (figure ${at + 1} of ${line.length})`;
    words.scrollIntoView({block: 'nearest'});
  };
  const take = (found) => { all = found; line = all[0]; };
  // Does what a key is for as soon as the figures are there, if the keys are still here then.
  const ready = (then) => {
    if (!all && !asked) {
      const found = lines(slot);
      if (Array.isArray(found)) take(found);
      else asked = found.then(take);
    }
    if (all) { if (line) then(); return; }
    const here = () => drawing === document.activeElement;
    asked.then(() => { if (line && here()) then(); }).catch(() => {
      asked = undefined;
      if (here()) status.textContent = LACKING;
    });
  };
  const choose = () => {
    const {href, curve, point} = line[at];
    if (href) location.assign(href);
    else slot.querySelector('.js-plotly-plot')?.emit('plotly_click', {points: [{curveNumber: curve, pointNumber: point}]});
  };
  const go = (key) => {
    const step = {ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1}[key], end = line.length - 1;
    if (key === 'Home') at = 0;
    else if (key === 'End') at = end;
    else if (at < 0) at = step > 0 || key === 'ArrowUp' ? 0 : end;
    else if (all.length > 1 && (key === 'ArrowUp' || key === 'ArrowDown')) [line, at] = upright(all, line, at, step);
    else at = Math.min(Math.max(at + step, 0), end);
    tell();
  };
  // At the figure of the same name as where we come from, or the nearest.
  const enter = ({name, across}) => {
    drawing.focus();
    ready(() => {
      at = name ? line.findIndex((point) => point.name === name) : -1;
      if (at < 0) at = nearest(line, across);
      tell();
    });
  };
  // At the figure nearest to where the pointer is.
  const tap = ({clientX, clientY}) => {
    const box = slot.getBoundingClientRect(), zoom = box.width / slot.offsetWidth;
    const [x, y] = [clientX - box.left, clientY - box.top].map((one) => one / zoom);
    const off = ({known, left, down}) => (known ? Math.hypot(left(slot.clientWidth) - x, down - y) : Infinity);
    drawing.focus({preventScroll: true});
    ready(() => {
      let least = Infinity;
      for (const one of all) one.forEach((point, k) => {
        if (off(point) < least) [least, line, at] = [off(point), one, k];
      });
      if (at >= 0) tell();
    });
  };
  const turn = (step) => beside[place + step]?.enter(at < 0 ? {across: 0} : line[at]);

  drawing.addEventListener('keydown', (event) => {
    const {key} = event;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (key === 'Escape') leave();
    else if (key === 'Enter' && at >= 0) choose();
    else if (/^Page/.test(key) && several) turn(key === 'PageUp' ? -1 : 1);
    else if (/^(Arrow|Home$|End$)/.test(key)) ready(() => go(key));
    else return;
    event.preventDefault();
  });
  if (!slot.dataset.graph) slot.addEventListener('click', tap);
  drawing.addEventListener('focus', () => {
    beside.forEach((one, k) => one.stop(k === place));
    if (slot.matches('.strip')) ready(() => {});
    if (drawing.matches(':focus-visible')) show(KEYS[keys], 0, slot.matches('.strip') ? slot.clientHeight : 0, false);
  });
  drawing.addEventListener('blur', leave);
  drawing.tabIndex = -1;
  drawing.setAttribute('role', 'application');
  drawing.setAttribute('aria-roledescription', 'chart');
  drawing.setAttribute('aria-describedby', keys);
  if (drawing === slot) drawing.setAttribute('aria-label', called(slot));
  else slot.setAttribute('aria-hidden', 'true');   // what is drawn; the words are the label's and the status's
  new ResizeObserver(() => { if (at >= 0) tell(); }).observe(slot);
  return {enter, tap, stop(is) { drawing.tabIndex = is ? 0 : -1; }};
}

// What a chart without a sentence is called: by its caption, a strip by its measure and what its ends are.
function called(slot) {
  const row = slot.closest('.profile tr');
  if (!row) return slot.closest('figure').querySelector('figcaption').textContent;
  const [low, high] = row.closest('table').querySelectorAll('thead span');
  return `${row.cells[0].textContent}, from ${low.textContent} to ${high.textContent}`;
}

// A strip becomes a stop when the keys or the pointer come to it: a page has hundreds.
function strip(drawn, status, beside, place) {
  let made;
  const stop = () => {
    if (made) return made;
    const slot = Object.assign(document.createElement('div'), {className: 'strip'});
    drawn.replaceWith(slot);
    slot.append(drawn);
    return made = walk(slot, status, beside, place);
  };
  drawn.addEventListener('click', (event) => { if (!made) stop().tap(event); });
  return {enter: (from) => stop().enter(from), stop: (is) => { if (is || made) stop().stop(is); }};
}

const slots = [...document.querySelectorAll('.slot')];
const strips = [...document.querySelectorAll('.profile')].map((one) => [...one.querySelectorAll('tbody svg')]);
if (slots.length || strips.length) {
  const status = unseen({role: 'status'}, '');
  const told = Object.entries(KEYS).map(([id, words]) => unseen({id, hidden: true}, words));
  document.querySelector('main').append(...told, status);
  const alone = slots.filter((slot) => !slot.closest('.multiples')).map((slot) => [slot]);
  const several = [...document.querySelectorAll('.multiples')].map((one) => [...one.querySelectorAll('.slot')]);
  for (const [kind, groups] of [[walk, [...alone, ...several]], [strip, strips]]) for (const group of groups) {
    const beside = new Array(group.length);        // as long as it will be, so that each knows that there are several
    group.forEach((slot, k) => { beside[k] = kind(slot, status, beside, k); });
    beside.forEach((one, k) => one.stop(k === 0));
  }
}

// The map is one stop, too: its tiles are links, of which the arrow keys reach the next in their direction.
for (const map of document.querySelectorAll('svg.england')) {
  const tiles = [...map.querySelectorAll('a')];
  const corner = (tile) => ({x: tile.querySelector('rect').x.baseVal.value, y: tile.querySelector('rect').y.baseVal.value});
  const stop = (tile) => tiles.forEach((one) => { one.tabIndex = one === tile ? 0 : -1; });
  stop(tiles.find((one) => one.getAttribute('aria-current')) ?? tiles[0]);
  const around = map.parentElement;                // Chromium makes a stop of a drawing that listens for focus itself
  around.addEventListener('focusin', ({target}) => { if (tiles.includes(target)) stop(target); });
  around.addEventListener('keydown', (event) => {
    if (!tiles.includes(event.target)) return;
    const {key} = event, along = key === 'ArrowLeft' || key === 'ArrowRight' ? 'x' : 'y', aside = along === 'x' ? 'y' : 'x';
    const step = {ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1}[key], from = corner(event.target);
    let best, least = Infinity;
    if (key === 'Home') best = tiles[0];
    else if (key === 'End') best = tiles.at(-1);
    else if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    else for (const tile of tiles) {
      const to = corner(tile), far = (to[along] - from[along]) * step, off = Math.abs(to[aside] - from[aside]);
      if (far > 9 && off <= far && far + 3 * off < least) [best, least] = [tile, far + 3 * off];
    }
    event.preventDefault();
    best?.focus();
  });
}
