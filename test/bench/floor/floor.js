// The least a page must do to ask the same questions from JSON: nothing kept, nothing checked, nothing sent.
const response = await fetch('/survey.json');
const pages = await response.json();
const form = document.getElementById('floor');
let at = 0;

function show() {
  form.textContent = '';
  for (const question of pages[at]) form.append(fieldset(question));
  const next = document.createElement('button');
  next.type = 'button';
  next.textContent = 'Continuer';
  next.onclick = () => {
    at += 1;
    show();
  };
  form.append(next);
}

function fieldset({ id, text, kind, options = [], rows = [] }) {
  const set = document.createElement('fieldset');
  const legend = document.createElement('legend');
  legend.textContent = text;
  set.append(legend);
  for (const [row, label] of rows) {
    const paragraph = document.createElement('p');
    paragraph.textContent = label;
    set.append(paragraph, ...options.map((option) => choice('radio', row, option)));
  }
  if (rows.length === 0)
    set.append(...options.map((option) => choice(kind === 'multiple' ? 'checkbox' : 'radio', id, option)));
  if (options.length === 0) set.append(Object.assign(document.createElement('input'), { name: id }));
  return set;
}

function choice(type, name, [value, label]) {
  const line = document.createElement('label');
  line.style.display = 'block';
  line.append(Object.assign(document.createElement('input'), { type, name, value }), label);
  return line;
}

show();
