// Comfort only: every page works without this.
(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const of = (element) => (element.dataset.of || "").split(" ").filter(Boolean);

  // Words and their source light each other.
  const light = (ids, source, on) => {
    for (const mark of all("mark[data-of], .ref[data-of]"))
      if (of(mark).some((id) => ids.includes(id))) mark.classList.toggle("lit", on);
    for (const item of all(".source[data-source]"))
      if (item.dataset.source === source) item.classList.toggle("lit", on);
  };
  const sourceOf = new Map(all(".ref[data-source]").map((ref) => [ref.dataset.of, ref.dataset.source]));
  for (const element of all("mark[data-of], .ref[data-of]"))
    for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focus", true], ["blur", false]])
      element.addEventListener(event, () => light(of(element), sourceOf.get(of(element)[0]), on));
  for (const item of all(".source[data-source]")) {
    const own = [...sourceOf].filter(([, source]) => source === item.dataset.source).map(([id]) => id);
    for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]])
      item.addEventListener(event, () => light(own, item.dataset.source, on));
  }

  // A note opens and closes where it stands; focus goes back to where it came from.
  document.addEventListener("click", (event) => {
    const ref = event.target.closest("a.ref[href^='#n-']");
    const close = event.target.closest(".note .close");
    if (!ref && !close) return;
    const note = ref ? document.getElementById(ref.hash.slice(1)) : close.closest(".note");
    if (!note) return;
    event.preventDefault();
    if (location.hash === `#${note.id}`) history.replaceState(null, "", location.pathname + location.search);
    const open = ref && !note.classList.contains("open");
    for (const other of all(".note.open")) other.classList.remove("open");
    note.classList.toggle("open", Boolean(open));
    if (ref) ref.setAttribute("aria-expanded", String(Boolean(open)));
    if (close) document.querySelector(`a.ref[href='#${note.id}']`)?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const note of all(".note.open")) {
      note.classList.remove("open");
      document.querySelector(`a.ref[href='#${note.id}']`)?.focus();
    }
  });

  // Names are suggested while they are typed.
  const list = document.getElementById("names");
  let waiting = 0;
  for (const input of all("input[list='names']"))
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      const begun = input.value.match(/(?:^|\s|source:"?)([^\s":]{2,}[^":]*)$/);
      if (!begun) return;
      waiting = setTimeout(async () => {
        const answer = await fetch(`/suggest.json?q=${encodeURIComponent(begun[1])}`);
        if (!answer.ok) return;
        const { names } = await answer.json();
        list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: `source:"${name}"` })));
      }, 200);
    });

  // A job is asked after until it is done.
  const job = document.querySelector("[data-job]");
  if (job) {
    const ask = async () => {
      const answer = await fetch(`${location.pathname}.json`);
      const state = answer.ok ? (await answer.json()).state : "";
      if (state && state !== job.dataset.job) location.reload();
      else setTimeout(ask, 2000);
    };
    setTimeout(ask, 2000);
  }

  // Keys of the device are made and shown by the browser.
  for (const form of all("form[data-passkey]"))
    form.addEventListener("submit", async (event) => {
      const field = form.elements.namedItem("credential");
      if (field.value) return;
      event.preventDefault();
      const options = JSON.parse(form.dataset.options), make = form.dataset.passkey === "make";
      try {
        const found = make
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
        field.value = JSON.stringify(found);
        form.requestSubmit();
      } catch {
        form.classList.add("failed");
      }
    });

  // A comment's proof of work, where the owner asks for one.
  for (const form of all("form[data-work]")) {
    form.addEventListener("submit", async (event) => {
      const answer = form.elements.namedItem("answer");
      if (answer.value) return;
      event.preventDefault();
      // The browser may resolve small digests within this very event, in which nothing can be sent anew.
      const breath = () => new Promise((done) => setTimeout(done));
      await breath();
      const bits = Number(form.dataset.work), text = new TextEncoder();
      for (let count = 0; ; count += 1) {
        if (count % 2000 === 1999) await breath();
        const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text.encode(`${form.dataset.challenge}:${count}`)));
        let zeros = 0;
        for (const byte of digest) { zeros += Math.clz32(byte) - 24; if (byte) break; }
        if (zeros >= bits) { answer.value = String(count); break; }
      }
      form.requestSubmit();
    });
  }
})();
