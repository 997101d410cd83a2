// A chart is one stop of the Tab key. Within it the arrow keys walk from figure to figure, and each is read out.
// The figures are those that Dash draws, which are in the page already; site.js fetches this if there is a chart.

const KEYS = 'Arrow keys go from figure to figure, Escape leaves them.';
const unseen = (role, words) =>
  Object.assign(document.createElement('p'), {className: 'unseen', textContent: words, ...role});

// What of a figure can be walked: lines of points, each with its words and its place, whatever the width.
function lines({data, layout}) {
  const {l, r, t, b} = layout.margin, [x0, x1] = layout.xaxis.range, [y0, y1] = layout.yaxis.range;
  const found = new Map();
  data.forEach((trace, curve) => trace.hovertext?.forEach((text, point) => {
    if (!text) return;
    const x = trace.x[point], y = trace.y[point], known = x !== null && y !== null;
    const said = trace.name && !text.includes(trace.name) ? `${trace.name}\n${text}` : text;
    const name = trace.name ?? curve;
    if (!found.has(name)) found.set(name, Object.assign([], {own: trace.meta === 'this'}));
    found.get(name).push({
      curve, point, known,
      words: said.replaceAll('<br>', '\n'),
      href: trace.customdata?.[point],
      across: ((x ?? Math.max(0, x0)) - x0) / (x1 - x0),
      down: t + (layout.height - t - b) * (y === null ? 1 : (y1 - y) / (y1 - y0)),
      left(wide) { return l + (wide - l - r) * this.across; },
    });
  }));
  return [...found.values()].sort((one, other) => other.own - one.own);
}

// The point above or below on another line: of each line the one nearest to where we are.
function upright(all, line, at, step) {
  const now = line[at];
  const near = all.map((one) => (one === line ? at : one.reduce((best, point, k) =>
    (Math.abs(point.across - now.across) < Math.abs(one[best].across - now.across) ? k : best), 0)));
  const order = all.map((_, k) => k).sort((a, b) => all[a][near[a]].down - all[b][near[b]].down || a - b);
  const next = order[order.indexOf(all.indexOf(line)) + step];
  return next === undefined ? [line, at] : [all[next], near[next]];
}

function walk(drawing, slot, status) {
  let all, line, at = -1;
  const mark = document.createElement('div'), ring = document.createElement('i'), words = document.createElement('span');
  mark.className = 'walked';
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

  drawing.addEventListener('keydown', (event) => {
    const {key} = event;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (key === 'Escape') leave();
    else if (key === 'Enter' && at >= 0) choose();
    else if (/^(Arrow|Home$|End$)/.test(key)) {
      all ??= lines(figures()[slot.dataset.graph]);
      line ??= all[0];
      if (!line) return;
      go(key);
    } else return;
    event.preventDefault();
  });
  drawing.addEventListener('focus', () => {
    if (drawing.matches(':focus-visible')) show(KEYS, 0, 0, false);
  });
  drawing.addEventListener('blur', leave);
  drawing.tabIndex = 0;
  drawing.setAttribute('role', 'application');
  drawing.setAttribute('aria-roledescription', 'chart');
  drawing.setAttribute('aria-describedby', 'walking');
  slot.setAttribute('aria-hidden', 'true');        // what is drawn; the words are the label's and the status's
  new ResizeObserver(() => { if (at >= 0) tell(); }).observe(slot);
}

// Every figure of the page by its chart's name; read when the first key asks for it.
let read;
function figures() {
  return read ??= Object.fromEntries(
    JSON.parse(document.getElementById('dash-layout').textContent).props.children
      .map(({props}) => [props.id.replace(/^at-/, ''), props.children.props.figure]));
}

const drawn = [...document.querySelectorAll('.drawing')].filter((one) => one.querySelector('[data-graph]'));
if (drawn.length) {
  const status = unseen({role: 'status'}, '');
  document.querySelector('main').append(unseen({id: 'walking', hidden: true}, KEYS), status);
  for (const drawing of drawn) walk(drawing, drawing.querySelector('[data-graph]'), status);
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
