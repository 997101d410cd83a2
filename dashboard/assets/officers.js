// What officers' pages do beyond being documents. Without this script files are sent and checked just the same.

// Sending files: how far it has come, since a large file takes a while.
const form = document.querySelector('form[data-send]');
if (form) {
  const field = form.querySelector('input[type=file]'), place = form.querySelector('.drop');
  const shown = form.querySelector('.sending'), bar = form.querySelector('progress');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const sent = new XMLHttpRequest();
    shown.hidden = false;
    form.querySelector('button').disabled = true;
    sent.upload.onprogress = (step) => { if (step.lengthComputable) bar.value = 100 * step.loaded / step.total; };
    sent.onload = () => {
      if (sent.status < 400) { location.assign(sent.responseURL); return; }
      const page = new DOMParser().parseFromString(sent.responseText, 'text/html');
      document.getElementById('main').replaceWith(page.getElementById('main'));
      document.getElementById('problem')?.scrollIntoView();
      if (document.querySelector('form[data-send]')) history.replaceState(null, '', location.pathname);
    };
    // The connection broke: the browser's own way of sending tells why.
    sent.onerror = () => form.submit();
    sent.open('POST', form.action);
    sent.send(new FormData(form));
  });
  for (const name of ['dragover', 'dragleave', 'drop'])
    place.addEventListener(name, (event) => {
      event.preventDefault();
      place.classList.toggle('over', name === 'dragover');
      if (name === 'drop' && event.dataTransfer.files.length) field.files = event.dataTransfer.files;
    });
}

// Checking: the steps appear as they are made, and then the report.
const watched = document.querySelector('[data-watch]');
if (watched) {
  const here = watched.dataset.watch; // not the page's own address, to which a form may have been sent
  const look = async () => {
    try {
      const answer = await fetch(here);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const now = page.querySelector('[data-watch]');
      if (!now) { location.replace(here); return; }
      if (now.innerHTML !== watched.innerHTML) watched.innerHTML = now.innerHTML;
    } catch { /* the connection is gone for a moment; the next look may find it */ }
    setTimeout(look, 700);
  };
  setTimeout(look, 700);
}
