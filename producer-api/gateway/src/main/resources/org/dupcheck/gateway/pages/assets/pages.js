// One script for all pages. Everything works without it, but for what is live.
'use strict';

// every request that a part of a page makes carries the session's token
document.addEventListener('htmx:configRequest', event => {
  event.detail.headers['X-Form-Token'] = document.querySelector('meta[name=form-token]').content;
});
// an error is shown where the answer would have been
// and where something between us and the server answers instead, or nothing does, that is said
const unreachable = () => document.getElementById('unreachable').content.cloneNode(true);
document.addEventListener('htmx:sendError', event => {
  if (!event.detail.target.matches('[data-live]')) event.detail.target.replaceChildren(unreachable());
});
document.addEventListener('htmx:beforeSwap', event => {
  if (event.detail.xhr.status >= 400 && !(event.detail.xhr.getResponseHeader('Content-Type') || '').startsWith('text/html')) {
    event.detail.target.replaceChildren(unreachable());
    return;
  }
  if (event.detail.xhr.status >= 400) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// the applicant's form: what is told of a text that has changed since is not shown as if it were for the new one
document.addEventListener('input', event => {
  if (!event.target.closest('#content')) return;
  document.getElementById(event.target.dataset.chip)?.classList.add('old');
  // also while nothing is told yet: the answer on its way is for the text before
  document.getElementById('told').classList.add('old');
});
document.addEventListener('htmx:beforeRequest', event => {
  document.getElementById(event.target.dataset.chip)?.classList.remove('old');
  // not where a page asks again: that is still about the text before
  if (event.detail.target.id === 'told' && event.target.closest('#write')) event.detail.target.classList.remove('old');
});

// a file is chosen or dropped anywhere on the page; one that is too large is not sent
(() => {
  const chooser = document.getElementById('file');
  if (!chooser) return;
  const tell = id => document.getElementById('file-told').replaceChildren(document.getElementById(id).content.cloneNode(true));
  const hasFiles = event => event.dataTransfer && [...event.dataTransfer.types].includes('Files');
  const card = chooser.closest('.drop');
  for (const moment of ['dragenter', 'dragover', 'dragleave', 'drop']) {
    document.addEventListener(moment, event => {
      if (!hasFiles(event)) return;
      event.preventDefault(); // else the browser would leave the page for the file
      card.classList.toggle('over', moment === 'dragenter' || moment === 'dragover');
      if (moment !== 'drop') return;
      if (event.dataTransfer.files.length !== 1) return tell('file-many');
      chooser.files = event.dataTransfer.files;
      chooser.dispatchEvent(new Event('change', {bubbles: true}));
    });
  }
  chooser.addEventListener('change', event => {
    const file = chooser.files[0];
    if (file && file.size <= Number(chooser.dataset.max)) return;
    event.stopImmediatePropagation();
    if (file) tell('file-large');
    chooser.value = '';
  });
  // the same file can be chosen again
  document.addEventListener('htmx:afterRequest', event => { if (event.detail.elt === chooser) chooser.value = ''; });
})();

document.addEventListener('htmx:oobAfterSwap', () => document.getElementById('told')?.classList.add('old'));

// what brings itself up to date waits for who is at work in it, and keeps what was typed
const atWork = part => part.contains(document.activeElement) ||
  [...part.querySelectorAll('textarea')].some(area => area.value !== '');
for (const moment of ['htmx:beforeRequest', 'htmx:beforeSwap']) {
  document.addEventListener(moment, event => {
    const part = event.detail.elt;
    if (!part?.matches?.('[data-live]') || !atWork(part)) return;
    if (moment === 'htmx:beforeRequest') event.preventDefault();
    else event.detail.shouldSwap = false;
  });
}

// within a page of a business module: that is told how high this is, which document it is, and whether it was submitted
(() => {
  const allowed = document.querySelector('meta[name=frame-ancestors]')?.content.split(' ').filter(Boolean);
  if (!allowed || window.parent === window) return;
  // a browser that does not say who is around tells only those that are allowed all the same
  const around = location.ancestorOrigins ? allowed.filter(origin => origin === location.ancestorOrigins[0]) : allowed;
  const form = document.getElementById('write');
  function tell() {
    const message = {
      type: 'dupcheck', height: Math.ceil(document.body.getBoundingClientRect().height),
      businessType: form?.elements.type.value, businessId: form?.elements.id.value,
      submitted: document.querySelector('[data-submitted]') !== null,
    };
    around.forEach(origin => window.parent.postMessage(message, origin));
  }
  new ResizeObserver(tell).observe(document.body);
  document.addEventListener('htmx:afterSettle', tell);
  // whoever comes back from the sign-in goes on
  document.addEventListener('visibilitychange', () => {
    const resume = document.querySelector('[data-resume]');
    if (resume && document.visibilityState === 'visible') location.replace(resume.href);
  });
})();

// the report: passages, linked on both sides
(() => {
  const reader = document.querySelector('.reader[data-verdict]');
  if (!reader) return;
  const left = document.getElementById('submission');
  const right = document.getElementById('source');
  const words = (mark, name) => (mark.dataset[name] || '').split(' ');
  let wanted = null;

  // the form beside the source names the passage that one is at
  function name(passage) {
    const which = right.querySelector('select[name=passage]');
    const option = which && passage !== undefined
      ? [...which.options].find(o => o.value === String(passage - which.dataset.first)) : null;
    if (option) which.value = option.value;
  }
  function mark(passage) {
    name(passage);
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
