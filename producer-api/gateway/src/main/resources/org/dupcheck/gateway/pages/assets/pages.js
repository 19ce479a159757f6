// One script for all pages. Everything works without it, but for what is live.
'use strict';

// every request that a part of a page makes carries the session's token; after a new sign-in that is another one
const TOKEN = 'X-Form-Token';
const KEPT = 'X-Kept';
const tokenPlace = document.querySelector('meta[name=form-token]');
function takeToken(token) {
  if (!token || token === tokenPlace.content) return;
  tokenPlace.content = token;
  document.querySelectorAll('input[name=formToken]').forEach(field => { field.value = token; });
}
document.addEventListener('htmx:configRequest', event => { event.detail.headers[TOKEN] = tokenPlace.content; });
document.addEventListener('htmx:beforeOnLoad', event => takeToken(event.detail.xhr.getResponseHeader(TOKEN)));

// an error is shown where the answer would have been; beside it where that would take the place of a form or a list
// and where something between us and the server answers instead, or nothing does, that is said
const unreachable = () => document.getElementById('unreachable').content.cloneNode(true);
const notes = new WeakMap();
const placeOf = (part, target) => part.closest('form') || target.closest('table') || target;
function tellBeside(place, content) {
  const told = document.createElement('div');
  told.append(content);
  const before = notes.get(place);
  if (before?.isConnected && before.textContent === told.textContent) return; // a list that asks again says it once
  before?.remove();
  notes.set(place, told);
  if (place.matches('form')) place.after(told);
  else if (place.parentElement.matches('.reader')) place.prepend(told); // a third column would be none
  else place.before(told);
}
// what asks by itself shows what it has, and asks again
const asksByItself = part => part.matches('[data-live], [data-keeps], [hx-trigger^="every"]');
function tellError(part, target, content) {
  if (asksByItself(part) || target.matches('[data-live], [data-keeps], input') || target.querySelector('form, input, textarea, select')) {
    tellBeside(placeOf(part, target), content);
  } else {
    target.replaceChildren(content);
  }
}
document.addEventListener('htmx:sendError', event => {
  if (!asksByItself(event.detail.elt)) tellError(event.detail.elt, event.detail.target, unreachable());
});
document.addEventListener('htmx:beforeSwap', event => {
  const {xhr, target} = event.detail;
  const asked = event.detail.requestConfig.elt; // the event itself is the target's
  if (xhr.status < 400) {
    notes.get(placeOf(asked, target))?.remove();
    return;
  }
  const isPage = (xhr.getResponseHeader('Content-Type') || '').startsWith('text/html');
  if (isPage && !xhr.getResponseHeader('X-Problem')) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    return;
  }
  event.detail.shouldSwap = false;
  const content = document.createElement('template');
  content.innerHTML = isPage ? xhr.responseText : '';
  tellError(asked, target, isPage ? content.content : unreachable());
});

// a short line for those who listen; what it is about stands on the page
const said = document.createElement('p');
said.className = 'unseen';
said.setAttribute('role', 'status');
document.body.append(said);
const say = line => { if (said.textContent !== line) said.textContent = line; };

// whoever has sent a form goes on at its answer
document.addEventListener('htmx:afterSettle', event => {
  const answer = document.querySelector('[data-answer]');
  if (!answer) return;
  answer.removeAttribute('data-answer');
  answer.focus();
});

// what is typed and neither kept nor sent is asked about before the page is left; the applicant's draft is kept first
(() => {
  const unsent = new Set();
  const draft = document.querySelector('form[data-keep]');
  const left = form => [...unsent].filter(field => field.isConnected && (!form || field.form === form));
  document.addEventListener('input', event => {
    if (event.target.form?.method === 'post' && event.target.type !== 'file') unsent.add(event.target);
  });
  // one that has changed on the way stays
  const sending = new WeakMap();
  document.addEventListener('htmx:beforeSend', event => {
    const sent = event.detail.requestConfig.formData;
    const form = event.detail.elt.closest('form');
    if (!form || event.detail.requestConfig.verb === 'get') return;
    sending.set(event.detail.xhr, left(form).filter(field => sent.has(field.name)).map(field => [field, field.value]));
  });
  const done = fields => fields.forEach(([field, value]) => { if (field.value === value) unsent.delete(field); });
  // the applicant's form is told what is kept, and which submission it is of now
  const isDone = xhr => xhr.status < 400 && (!draft || xhr.getResponseHeader(KEPT) !== null);
  const takeBasis = basis => { if (draft && basis !== null) draft.elements.basedOn.value = basis; };
  // before the answer can lead to another page
  document.addEventListener('htmx:beforeOnLoad', event => {
    const xhr = event.detail.xhr;
    takeBasis(xhr.getResponseHeader(KEPT));
    if (isDone(xhr)) done(sending.get(xhr) || []);
  });
  // what comes back as it was typed is as unsent as before
  const addUnsent = form => [...form.elements].filter(field => field.name && field.type !== 'hidden').forEach(field => unsent.add(field));
  const findUnsent = () => document.querySelectorAll('form[data-unsent]').forEach(form => {
    form.removeAttribute('data-unsent');
    addUnsent(form);
  });
  findUnsent();
  document.addEventListener('htmx:afterSettle', event => {
    findUnsent();
    // a file's sections that could not be kept
    const xhr = event.detail.xhr;
    if (draft && event.detail.target?.id === 'file-told' && xhr?.status === 200 && !isDone(xhr)) addUnsent(draft);
  });
  document.addEventListener('submit', event => {
    if (!event.defaultPrevented) left(event.target).forEach(field => unsent.delete(field));
  });
  window.addEventListener('beforeunload', event => { if (left().length) event.preventDefault(); });

  // only the boxes that have changed: another page may have changed the others
  function changes() {
    const body = new FormData(draft);
    body.delete('file');
    const changed = new Set(left(draft).map(field => field.closest('.box')).filter(Boolean));
    for (const box of draft.querySelectorAll('.box')) {
      if (changed.has(box)) continue;
      const number = box.querySelector('[name=box]').value;
      body.delete('key' + number);
      body.delete('text' + number);
    }
    return body;
  }
  async function keep(tries = 2) {
    const fields = left(draft).map(field => [field, field.value]);
    try {
      const answer = await fetch(draft.dataset.keep, {
        method: 'POST', body: changes(), headers: {'HX-Request': 'true', [TOKEN]: tokenPlace.content},
        signal: AbortSignal.timeout(5000),
      });
      takeToken(answer.headers.get(TOKEN));
      if (answer.status === 204) {
        takeBasis(answer.headers.get(KEPT));
        done(fields);
      } else if (answer.status === 403 && tries > 1) {
        await keep(tries - 1); // another tab has signed in again
      }
    } catch {
      // the browser asks
    }
  }
  document.addEventListener('click', async event => {
    const link = event.target.closest('a[href]');
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.target === '_blank' || link.getAttribute('href').startsWith('#')) return;
    // while a file is read the form is locked, and would be kept without its fields
    if (!draft || !left(draft).length || document.getElementById('content').disabled) return;
    event.preventDefault();
    await keep();
    location.assign(link.href);
  });
})();

// the applicant's form: what is told of a text that has changed since is not shown as if it were for the new one
const chipOf = part => document.getElementById(part?.dataset.chip);
document.addEventListener('input', event => {
  if (!event.target.closest('#content')) return;
  chipOf(event.target.closest('[data-chip]'))?.classList.add('old');
  // also while nothing is told yet: the answer on its way is for the text before
  document.getElementById('told').classList.add('old');
});
document.addEventListener('htmx:beforeRequest', event => {
  chipOf(event.target)?.classList.remove('old');
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

document.addEventListener('htmx:afterSettle', event => {
  if (event.target.id !== 'told') return;
  const line = event.target.querySelector('.note:not(.changed):not([role])');
  if (line) say(line.firstChild.textContent.trim()); // not the link behind it
});
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

// what replaces itself while one reads it keeps what is open in it and where one is, and the same answer replaces nothing
const lastAnswers = new WeakMap();
const kept = new WeakMap();
const selectorOf = element => element.id ? '#' + CSS.escape(element.id)
  : element.matches('a[href]') ? 'a[href="' + CSS.escape(element.getAttribute('href')) + '"]' : null;
document.addEventListener('htmx:beforeSwap', event => {
  const part = event.detail.target;
  if (!part.matches('[data-keeps]')) return;
  const answer = event.detail.xhr.status < 400 ? event.detail.serverResponse : null;
  if (answer !== null && answer === lastAnswers.get(part)) event.detail.shouldSwap = false;
  lastAnswers.set(part, answer);
  const here = document.activeElement;
  kept.set(part, {
    open: [...part.querySelectorAll('details[open][id]')].map(details => details.id),
    place: here !== part && part.contains(here) ? selectorOf(here) : null,
  });
});
document.addEventListener('htmx:sendError', event => lastAnswers.delete(event.detail.target));
for (const moment of ['htmx:afterSwap', 'htmx:afterSettle']) {
  document.addEventListener(moment, event => {
    const before = kept.get(event.target);
    if (!before) return;
    before.open.forEach(id => document.getElementById(id)?.setAttribute('open', ''));
    if (before.place !== null && document.activeElement === document.body) {
      event.target.querySelector(before.place)?.focus({preventScroll: true});
    }
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
  const steps = document.getElementById('steps');
  const all = document.getElementById('all-sources');
  const words = (mark, name) => (mark.dataset[name] || '').split(' ');
  const fill = (text, ...values) => values.reduce((filled, value, i) => filled.replace('{' + i + '}', () => value), text);
  const nameOf = source => document.querySelector('.source[data-source="' + source + '"] .name')?.textContent.trim() ?? '';
  let passages = []; // in the order of the text, each with its source and the mark that it begins in
  let at = null; // the passage that one is at
  let only = reader.dataset.only ?? null; // the one source that is coloured
  let wanted = null; // the passage to go to once its source is there
  let before = null; // what was shown before a source was chosen that is on its way

  const list = () => only === null ? passages : passages.filter(passage => passage.source === only);
  const shownSource = () => right.querySelector('[data-source]')?.dataset.source ?? null;

  function find() {
    const seen = new Set();
    passages = [];
    for (const mark of left.querySelectorAll('mark')) {
      words(mark, 'passage').forEach((number, i) => {
        if (seen.has(number)) return;
        seen.add(number);
        passages.push({number, source: words(mark, 'source')[i], mark});
      });
    }
    steps.hidden = passages.length === 0;
  }
  // marks act as buttons; of each side one is reached by Tab, and the keys lead on from there
  function makeButtons(side) {
    const marks = [...side.querySelectorAll('mark[id]')];
    const here = marks.find(mark => mark.classList.contains('now')) ?? marks[0];
    for (const mark of marks) {
      mark.setAttribute('role', 'button');
      mark.tabIndex = mark === here ? 0 : -1;
    }
  }
  function tellWhere() {
    const shown = list();
    const here = shown.findIndex(passage => passage.number === at);
    document.getElementById('at').textContent = (here < 0 ? '–' : here + 1) + ' / ' + shown.length;
    return fill(reader.dataset.at, here + 1, shown.length, nameOf(shown[here]?.source));
  }
  function paint() {
    reader.classList.toggle('one', only !== null);
    if (only !== null) reader.dataset.colour = only % 8;
    all.hidden = only === null;
    for (const mark of left.querySelectorAll('mark')) {
      mark.classList.toggle('shown', only !== null && words(mark, 'source').includes(only));
    }
    for (const mark of reader.querySelectorAll('mark')) {
      mark.classList.toggle('now', at !== null && words(mark, 'passage').includes(at));
    }
    document.querySelectorAll('a.source[data-source]').forEach(link => {
      if (link.dataset.source === shownSource()) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
    makeButtons(left);
    makeButtons(right);
    // the form beside the source names the passage that one is at
    const which = right.querySelector('select[name=passage]');
    const option = which && at !== null
      ? [...which.options].find(o => o.value === String(at - which.dataset.first)) : null;
    if (option) which.value = option.value;
    tellWhere();
  }
  const begin = (side, number) => [...side.querySelectorAll('mark')].find(mark => words(mark, 'passage').includes(number));
  // only the text moves. What was out of sight has a guessed height, so a passage has to be looked for again as it comes near
  function bring(side, number, times = 6) {
    const mark = begin(side, number);
    if (!mark) return;
    side.scrollTop += mark.getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight / 3;
    if (times > 0) requestAnimationFrame(() => { if (at === number) bring(side, number, times - 1); });
  }
  const reveal = side => side.scrollIntoView({block: 'nearest', behavior: 'instant'});

  function load(source) {
    htmx.ajax('GET', '/review/' + reader.dataset.verdict + '/sources/' + source, {source: right, target: right, swap: 'innerHTML'});
  }
  function go(passage) {
    at = passage.number;
    paint();
    say(tellWhere());
    if (shownSource() === passage.source) bring(right, at);
    else {
      wanted = at;
      load(passage.source);
    }
  }
  function step(by) {
    const shown = list();
    if (!shown.length) return null;
    const here = shown.findIndex(passage => passage.number === at);
    const next = here < 0 ? (by > 0 ? 0 : shown.length - 1) : here + by;
    if (next < 0 || next >= shown.length) {
      say(by > 0 ? reader.dataset.last : reader.dataset.first);
      return null;
    }
    go(shown[next]);
    bring(left, at);
    return shown[next];
  }
  function fromLeft(mark) {
    const numbers = words(mark, 'passage');
    const first = mark.id ? mark.id.slice(1) : numbers[0];
    const shown = list().filter(passage => numbers.includes(passage.number));
    const passage = shown.find(one => one.number === first) ?? shown[0];
    if (!passage) return; // of a source that is not shown
    go(passage);
    reveal(right);
  }
  function fromRight(mark) {
    const passage = passages.find(one => one.number === words(mark, 'passage')[0]);
    if (!passage) return;
    go(passage);
    bring(left, at);
    reveal(left);
  }

  // a source of the list is shown alone
  document.addEventListener('click', event => {
    const link = event.target.closest('a.source[data-source], a.source[data-pending]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    before = {only, at};
    only = link.dataset.source ?? null;
    at = only === null ? null : list()[0]?.number ?? null;
    wanted = at ?? 'none';
  });
  // a source that does not come leaves everything as it was
  function restore() {
    if (before !== null) ({only, at} = before);
    before = null;
    wanted = null;
    paint();
  }
  document.addEventListener('htmx:beforeSwap', event => {
    if (event.detail.target === right && event.detail.xhr.status >= 400) restore();
  });
  document.addEventListener('htmx:sendError', event => { if (event.detail.target === right) restore(); });
  all.addEventListener('click', event => {
    event.preventDefault();
    only = null;
    paint();
    say(reader.dataset.all);
    document.querySelector('#steps button').focus();
  });
  document.addEventListener('htmx:afterSettle', event => {
    if (event.target !== right && event.target.id !== 'review') return;
    find();
    paint();
    before = null;
    if (event.target !== right || wanted === null) return;
    if (only !== null && wanted === at) say(fill(reader.dataset.one, nameOf(only), list().length));
    if (at !== null) {
      bring(left, at);
      bring(right, at);
    }
    if (event.detail.requestConfig?.elt !== right) reveal(right); // chosen from a list
    wanted = null;
  });
  steps.addEventListener('click', event => {
    const button = event.target.closest('button[data-step]');
    if (button) step(Number(button.dataset.step));
  });
  left.addEventListener('click', event => {
    const mark = event.target.closest('mark');
    if (mark) fromLeft(mark);
  });
  right.addEventListener('click', event => {
    const mark = event.target.closest('mark');
    if (mark) fromRight(mark);
  });
  document.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest('input,textarea,select')) return;
    if (event.target.matches('.reader mark') && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      if (left.contains(event.target)) fromLeft(event.target);
      else {
        fromRight(event.target);
        begin(left, at)?.focus({preventScroll: true});
      }
      return;
    }
    if (event.key !== 'n' && event.key !== 'p') return;
    const passage = step(event.key === 'n' ? 1 : -1);
    const mark = passage && document.getElementById(passage.mark.id);
    if (mark) mark.focus({preventScroll: true});
  });
  find();
  paint();
})();
