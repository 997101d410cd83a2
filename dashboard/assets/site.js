// What a page does beyond being a document. Without this script everything can still be read and chosen.

// Dash asks for its layout and its callbacks first: both are already in the page.
const inPage = {'_dash-layout': 'dash-layout', '_dash-dependencies': 'dash-callbacks'};
const ask = window.fetch;
window.fetch = (what, options) => {
  const block = document.getElementById(inPage[String(what).split('/').pop()]);
  if (!block) return ask(what, options);
  return Promise.resolve(new Response(block.textContent, {headers: {'content-type': 'application/json'}}));
};

const root = document.getElementById('react-entry-point');
const NARROW = 720;                                 // as in site.css: below this, fewer periods under an axis
const ticks = (slot) => (slot.clientWidth < NARROW ? 'narrow' : 'wide');

// A chart's axis gets as many periods as its place has room for, before Dash draws it.
function fit(block) {
  const layout = JSON.parse(block.textContent);
  for (const mount of layout.props.children) {
    const figure = mount.props.children.props.figure.layout;
    const slot = document.querySelector(`[data-graph="${CSS.escape(mount.props.id.replace(/^at-/, ''))}"]`);
    if (figure.meta && slot) Object.assign(figure.xaxis, figure.meta[ticks(slot)]);
  }
  block.textContent = JSON.stringify(layout);
}

// When its place changes between narrow and wide, a mounted chart gets the other periods.
function refit(slot) {
  const drawn = slot.querySelector('.js-plotly-plot'), meta = drawn?.layout?.meta;
  if (!meta || slot.dataset.ticks === ticks(slot)) return;
  slot.dataset.ticks = ticks(slot);
  const chosen = meta[ticks(slot)];
  window.Plotly?.relayout(drawn, {'xaxis.tickvals': chosen.tickvals, 'xaxis.ticktext': chosen.ticktext});
}

if (root) {
  fit(document.getElementById('dash-layout'));
  const watch = new ResizeObserver((entries) => entries.forEach((entry) => refit(entry.target)));
  // Dash mounts a chart out of sight; its wrapper moves onto the painting (React changes only what is inside).
  new MutationObserver(() => {
    for (const slot of document.querySelectorAll('[data-graph]')) {
      const mount = root.querySelector('#' + CSS.escape('at-' + slot.dataset.graph));
      if (!mount) continue;
      slot.dataset.ticks = ticks(slot);
      slot.append(mount);
      watch.observe(slot);
    }
  }).observe(root, {childList: true, subtree: true});
  requestAnimationFrame(() => setTimeout(() => {    // after the first paint
    for (const src of JSON.parse(document.getElementById('dash-scripts').textContent))
      document.body.append(Object.assign(document.createElement('script'), {src, async: false}));
  }));
}

// Charts and maps can be walked with the arrow keys; where there are only strips, that waits for whoever comes.
const walk = () => import('./walk.js');
if (document.querySelector('.slot, svg.england')) walk();
else if (document.querySelector('.profile svg'))
  for (const comes of ['focusin', 'pointerover']) document.addEventListener(comes, walk, {once: true});

// A table that is wider than its place says so; the words are in site.css.
const wider = new ResizeObserver((seen) => {
  for (const {target} of seen) {
    const frame = target.closest('.scroll');
    frame.toggleAttribute('data-wide', frame.scrollWidth > frame.clientWidth + 1);
  }
});
for (const one of document.querySelectorAll('.scroll, .scroll > table')) wider.observe(one);
// What has the focus in it is not left under its first column, which stays.
document.addEventListener('focusin', ({target}) => {
  const frame = target.closest('.scroll[data-wide]'), name = target.closest('tr')?.querySelector('th[scope=row]');
  if (!frame || !name || name.contains(target)) return;
  const under = name.getBoundingClientRect().right + 6 - target.getBoundingClientRect().left;
  if (under > 0) frame.scrollBy(-under, 0);
});

// A pointer's choice shows at once. The keyboard's waits for Enter or the Show button, since arrow keys change a closed
// select at every step (WCAG 3.2.2).
let byKey = false;
document.addEventListener('keydown', () => { byKey = true; }, true);
document.addEventListener('pointerdown', () => { byKey = false; }, true);
document.addEventListener('change', (event) => {
  if (!byKey && event.target.matches('form.choose select')) event.target.form.requestSubmit();
});
// The new page starts with the focus on what was chosen with, and what one chose within is still unfolded.
const within = ({target}) => { if (target.closest('.change a, .change form')) sessionStorage.setItem('change', 'open'); };
document.addEventListener('click', within);
document.addEventListener('submit', (event) => {
  const at = document.activeElement;
  if (event.target.matches('form.choose') && event.target.contains(at)) sessionStorage.setItem('focus', at.id);
  within(event);
});

// Going back, browsers put the later choice into the earlier page: the form shows the page's own again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form.choose')) form.reset();
  const [id, change] = ['focus', 'change'].map((name) => sessionStorage.getItem(name));
  sessionStorage.clear();
  const folded = document.querySelector('.change > details');
  if (folded && change) folded.open = true;
  if (id) document.getElementById(id)?.focus({preventScroll: true});
});

// Measures are found while one types: the answer is that of the form's own page, of which only the list is taken.
const field = document.getElementById('choose-find');
const place = document.getElementById('found');
if (field && place) {
  let asked = 0, wait;
  const look = async () => {
    const turn = ++asked;
    const said = field.value.trim();
    const list = place.querySelector('ol'), count = place.querySelector('p');
    if (said.length < 2) { list.replaceChildren(); count.textContent = ''; return; }
    const answer = await ask(`${field.form.action}?${new URLSearchParams(new FormData(field.form))}`);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('found');
    if (turn !== asked || !page) return;             // another letter was typed meanwhile
    count.textContent = page.querySelector('p').textContent;
    list.replaceChildren(...page.querySelectorAll('li'));
  };
  field.addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(look, 120); });
  // Down and up go through the answer, Escape back to the field.
  document.addEventListener('keydown', (event) => {
    const links = [field, ...place.querySelectorAll('a')];
    const at = links.indexOf(document.activeElement);
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (at < 0 || (!step && event.key !== 'Escape')) return;
    const next = event.key === 'Escape' ? field : links[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
