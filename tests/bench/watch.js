// Put into every page before its own scripts: writes down when a chart is drawn and when it answers to the pointer.
// Times are milliseconds since 1970, so that they can be told apart across pages.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const seen = window.bench = {started: performance.timeOrigin, painted: 0, drawn: 0, interactive: 0, shift: 0};
  new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByName('first-contentful-paint'))
      seen.painted = performance.timeOrigin + entry.startTime;
  }).observe({type: 'paint', buffered: true});
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.shift += entry.value;
  }).observe({type: 'layout-shift', buffered: true});

  const PAINTED = '.slot .paint svg', TRACES = '.js-plotly-plot .main-svg .trace';
  const shown = (element) => element && element.checkVisibility({visibilityProperty: true});

  // What is there when a frame begins is on the screen when it ends.
  function afterThisFrame(write) {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => write(now());
    channel.port2.postMessage(0);
  }

  // Points at the first value of a chart that has a label; true if the label comes up.
  function answers(graph) {
    const drag = graph.querySelector('.nsewdrag'), full = graph._fullLayout;
    for (const trace of graph.calcdata ?? []) {
      if (trace[0].trace.hoverinfo === 'skip') continue;
      const point = trace.find((one) => Number.isFinite(one.x) && Number.isFinite(one.y));
      if (!point) continue;
      const box = drag.getBoundingClientRect();         // whole pixels, and not outside by a part of one
      const where = {
        clientX: Math.min(Math.max(box.x + full.xaxis.c2p(point.x), box.x + 1), box.right - 1),
        clientY: Math.min(Math.max(box.y + full.yaxis.c2p(point.y), box.y + 1), box.bottom - 1),
      };
      drag.dispatchEvent(new MouseEvent('mousemove', {bubbles: true, view: window, ...where}));
      return Boolean(graph.querySelector('.hoverlayer .hovertext'));
    }
    return false;
  }

  function look() {
    const trace = document.querySelector(TRACES);
    if (!seen.drawn && (shown(document.querySelector(PAINTED)) || shown(trace)) && !seen.waiting) {
      seen.waiting = true;
      afterThisFrame((at) => { seen.drawn = at; });
    }
    if (shown(trace) && answers(trace.closest('.js-plotly-plot'))) { seen.interactive = now(); return; }
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);

  // Ours: another indicator by a link to its page, as among those found. Gives the time at which it was chosen.
  window.chooseByLink = (href) => {
    const link = document.body.appendChild(Object.assign(document.createElement('a'), {href}));
    const at = now();
    link.click();
    return at;
  };

  // The tutorial's: another indicator by Dash's own way to set a value; gives the time until it is drawn.
  window.chooseByDash = (indicator) => new Promise((done) => {
    const graph = document.querySelector('.js-plotly-plot'), before = graph.layout.title.text;
    graph.on('plotly_afterplot', () => {
      if (graph.layout.title.text === before) return;
      requestAnimationFrame(() => afterThisFrame((at) => done(at - started)));
    });
    const started = now();
    window.dash_clientside.set_props('indicator', {value: indicator});
  });
})();
