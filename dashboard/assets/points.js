// What of a chart can be walked. What Dash draws has its figures in the page; what stays a picture has its words in it,
// but those of the lines behind, which are in the table under it; those of a strip, of which a page has hundreds, are
// asked for.

// Lines of points, each with its words and its place, whatever the width; of a strip they are promised.
export const lines = (slot) => {
  const {dataset: {graph}, firstChild} = slot;
  return slot.matches('.strip') ? stripped(slot) : graph ? mounted(figures()[graph]) : painted(firstChild);
};
const ownFirst = (found) => [...found.values()].sort((one, other) => other.own - one.own);
const placed = (all, l, r) => {
  for (const point of all.flat()) point.left = (wide) => l + (wide - l - r) * point.across;
  return all;
};
const named = (name, words) => (name && !words.includes(name) ? `${name}\n${words}` : words);

function mounted({data, layout}) {
  const {l, r, t, b} = layout.margin, [x0, x1] = layout.xaxis.range, [y0, y1] = layout.yaxis.range;
  const found = new Map();
  data.forEach((trace, curve) => trace.hovertext?.forEach((text, point) => {
    if (!text) return;
    const x = trace.x[point], y = trace.y[point], known = x !== null && y !== null;
    const name = trace.name ?? curve;
    if (!found.has(name)) found.set(name, Object.assign([], {own: trace.meta === 'this'}));
    found.get(name).push({
      curve, point, known,
      words: named(trace.name, text).replaceAll('<br>', '\n'),
      href: trace.customdata?.[point],
      across: ((x ?? Math.max(0, x0)) - x0) / (x1 - x0),
      down: t + (layout.height - t - b) * (y === null ? 1 : (y1 - y) / (y1 - y0)),
    });
  }));
  return placed(ownFirst(found), l, r);
}

// A point without a size is not drawn: its figure is missing.
function painted(picture) {
  const edges = getComputedStyle(picture), l = parseFloat(edges.paddingLeft), r = parseFloat(edges.paddingRight);
  const found = new Map();
  for (const title of picture.querySelectorAll('circle > title')) {
    const point = title.parentNode, group = point.parentNode, name = group.dataset.line ?? group;
    if (!found.has(name)) found.set(name, Object.assign([], {own: 'own' in group.dataset}));
    found.get(name).push({
      known: point.hasAttribute('r'),
      words: named(group.dataset.line, title.textContent),
      across: parseFloat(point.getAttribute('cx')) / 100,
      down: Number(point.getAttribute('cy')),
    });
  }
  const drawn = picture.querySelector('[data-scale]');
  return placed([...ownFirst(found), ...(drawn ? behind(drawn, found) : [])], l, r);
}

// The lines behind have no points in the picture: their figures are in the table under it. A figure is at the corner
// of a line that its period and its size lead to; without one, nothing is drawn of it.
function behind(drawn, found) {
  const [y0, y1, top, high] = drawn.dataset.scale.split(' ').map(Number);
  const corners = new Map();
  for (const [, x, y] of drawn.firstChild.getAttribute('d').matchAll(/([\d.]+) (-?[\d.]+)/g)) {
    if (!corners.has(Number(x))) corners.set(Number(x), []);
    corners.get(Number(x)).push(Number(y));
  }
  const period = ({words}) => words.split('\n').at(-1).split(': ')[0];
  const places = new Map([...found.values()].flat().map((point) => [period(point), point.across]));
  const made = new Map();
  for (const row of drawn.closest('section').querySelectorAll('.compared tbody tr:not(.measure)')) {
    const name = row.cells[0].textContent;
    if (found.has(name)) continue;
    if (!made.has(name)) made.set(name, []);
    for (const {cellIndex, firstElementChild: link} of row.querySelectorAll('td:has(a)')) {
      const printed = link.textContent, when = row.closest('table').tHead.rows[0].cells[cellIndex].firstChild.textContent;
      const [number] = printed.replace('−', '-').replaceAll(',', '').match(/-?\d+(\.\d+)?(?=\D*$)/) ?? [];
      const across = places.get(when), scale = high / (y1 - y0), down = top + scale * (y1 - number);
      const off = (y) => Math.abs(y - down), digit = 10 ** -(number?.split('.')[1]?.length ?? 0);
      const corner = (corners.get(Math.round(across * 10_000) / 10) ?? [])
        .filter((y) => off(y) < 1 + scale * digit / 2).sort((one, other) => off(one) - off(other))[0];
      const known = corner !== undefined;
      made.get(name).push({words: `${name}\n${when}: ${printed}`, known, across: across ?? 0, down: known ? corner : top + high});
    }
  }
  return [...made.values()].filter((line) => line.length);
}

// The figures of a strip in the release of its page, from end to end; what is not on it comes last.
async function stripped(slot) {
  const told = new URL(slot.closest('tr').querySelector('th a').href).searchParams;
  const asked = ['indicator', 'area', 'list'].flatMap((name) => (told.has(name) ? [[name, told.get(name)]] : []));
  const release = document.querySelector('footer .on-paper').textContent.match(/[?&](release=\d+)/)[1];
  const answer = await fetch(`/api/v1/profile.json?${new URLSearchParams(asked)}&${release}`);
  const {marks, period} = await answer.json();
  return [marks.map(({name, said, across}) => ({
    name,
    words: `${name}\n${period}: ${said}`,
    known: across !== null,
    across: across ?? 1,
    down: slot.clientHeight / 2,
    left: (wide) => wide * (across ?? 1),
  }))];
}

// Every figure of the page by its chart's name; read when the first key asks for it.
let read;
function figures() {
  return read ??= Object.fromEntries(
    JSON.parse(document.getElementById('dash-layout').textContent).props.children
      .map(({props}) => [props.id.replace(/^at-/, ''), props.children.props.figure]));
}
