// One script for all pages. Everything works without it, but for what is live.
'use strict';

// every request that a part of a page makes carries the session's token
document.addEventListener('htmx:configRequest', event => {
  event.detail.headers['X-Form-Token'] = document.querySelector('meta[name=form-token]').content;
});
// an error is shown where the answer would have been
document.addEventListener('htmx:beforeSwap', event => {
  if (event.detail.xhr.status >= 400) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// the report: passages, linked on both sides
(() => {
  const reader = document.querySelector('.reader');
  if (!reader) return;
  const left = document.getElementById('submission');
  const right = document.getElementById('source');
  const words = (mark, name) => (mark.dataset[name] || '').split(' ');
  let wanted = null;

  function mark(passage) {
    reader.querySelectorAll('mark.now').forEach(m => m.classList.remove('now'));
    reader.querySelectorAll('mark').forEach(m => {
      if (words(m, 'passage').includes(passage)) m.classList.add('now');
    });
    const there = document.getElementById('q' + passage);
    if (there) there.scrollIntoView({block: 'center'});
  }
  function shownSource() {
    const title = right.querySelector('[data-source]');
    return title ? title.dataset.source : null;
  }
  function choose(source) {
    document.querySelectorAll('.source[data-source]').forEach(
      b => b.setAttribute('aria-pressed', String(b.dataset.source === source)));
  }
  function go(here) {
    const passage = here.id ? here.id.slice(1) : words(here, 'passage')[0];
    const sources = words(here, 'source');
    const at = words(here, 'passage').indexOf(passage);
    const source = sources[Math.min(Math.max(at, 0), sources.length - 1)];
    mark(passage);
    if (shownSource() !== source) {
      wanted = passage;
      htmx.ajax('GET', '/review/' + reader.dataset.verdict + '/sources/' + source, {target: '#source', swap: 'innerHTML'});
    }
  }
  right.addEventListener('htmx:afterSettle', () => {
    choose(shownSource());
    if (wanted !== null) mark(wanted);
    else right.querySelector('mark')?.scrollIntoView({block: 'center'});
    wanted = null;
  });
  left.addEventListener('click', event => {
    const here = event.target.closest('mark');
    if (here) go(here);
  });
  right.addEventListener('click', event => {
    const there = event.target.closest('mark');
    if (!there) return;
    const passage = words(there, 'passage')[0];
    document.getElementById('p' + passage)?.scrollIntoView({block: 'center'});
    mark(passage);
  });
  document.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest('input,textarea,select')) return;
    if (event.key === 'Enter' && event.target.matches('#submission mark')) return go(event.target);
    if (event.key !== 'n' && event.key !== 'p') return;
    const all = [...left.querySelectorAll('mark[id]')];
    if (!all.length) return;
    const now = all.findIndex(m => m.classList.contains('now'));
    const step = event.key === 'n' ? 1 : -1;
    const next = all[now < 0 ? (step > 0 ? 0 : all.length - 1) : (now + step + all.length) % all.length];
    next.scrollIntoView({block: 'center'});
    next.focus({preventScroll: true});
    go(next);
  });
})();
