// Callbacks that live inside charts (see dashboard/shell.py). Each is (what was clicked, the figure) -> the figure.
window.dash_clientside = Object.assign({}, window.dash_clientside, {
  yardstick: {
    // A bar or a point leads to its own page; a line is brought forward, and put back by a second click.
    point(click, figure) {
      const keep = window.dash_clientside.no_update;
      const at = click?.points?.[0];
      if (!at) return keep;
      if (typeof at.customdata === 'string' && at.customdata) {
        window.location.assign(at.customdata);
        return keep;
      }
      const clicked = figure.data[at.curveNumber];
      if (clicked.mode !== 'lines+markers') return keep;
      const back = clicked.opacity === 1;
      const data = figure.data.map((trace, k) => {
        if (trace.mode !== 'lines+markers') return trace;
        return {...trace, opacity: back ? undefined : k === at.curveNumber ? 1 : 0.25};
      });
      return {...figure, data};
    },
  },
});

// Charts are drawn one a frame: the first answers to the pointer before the last is drawn.
{
  const draw = window.Plotly.react;
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  let before = Promise.resolve(), waiting = 0;
  window.Plotly.react = (...asked) => {
    const turn = waiting++ ? before.then(frame, frame) : Promise.resolve();
    before = turn.then(() => draw(...asked)).finally(() => { waiting--; });
    return before;
  };
}
