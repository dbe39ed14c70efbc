// Python for this page, in a worker of its own; nothing is loaded before somebody asks.
// careerkb.python: ask(operation, request), start(), stop(), state, and "progress" events; "leaving"
// comes before the page is loaded anew because the site has another release.
(() => {
  const here = document.currentScript.src;
  const release = new URL(here).searchParams.get("v");
  const packed = location.protocol === "file:" && document.currentScript.dataset.packed === "yes";
  const python = new EventTarget();
  const waiting = new Map();
  let worker, ended, last = 0;

  function tell(state, detail = {}) {
    python.state = state;
    python.dispatchEvent(new CustomEvent("progress", { detail: { state, ...detail } }));
  }

  // End the worker; whoever waits for it is told why.
  function end(message) {
    worker?.terminate();
    worker = undefined;
    const left = [...waiting.values()];
    waiting.clear();
    for (const { reject } of left) reject(new Error(message));
  }

  function fail(message) {
    end(message);
    tell("failed", { message });
  }

  async function broken(cause) {
    console.info(cause);
    if (python.state === "ready") return fail("Python broke down here; the next try starts it anew.");
    if (worker === ended) return;
    const own = ended = worker;
    own?.terminate();
    const now = await current();
    if (own !== worker) return;
    if (now === release) return fail("Python could not be loaded. The page is complete without it.");
    if (history.state?.careerkb === now) {
      return fail("This page is of an older release of the site; load it anew to run Python.");
    }
    tell("loading", { part: "files", fraction: 0, message: "The site has a new release: loading this page anew…" });
    python.dispatchEvent(new Event("leaving"));
    history.replaceState({ ...history.state, careerkb: now }, "");
    location.reload();
  }

  // Which release stands on the server, as far as it says; a page tries each of them once.
  async function current() {
    if (packed) return release;
    try {
      const asked = { cache: "no-cache", signal: AbortSignal.timeout(4000) };
      const response = await fetch(new URL("manifest.json", here), asked);
      return response.ok ? (await response.json()).version : release;
    } catch {
      return release;
    }
  }

  // Why nothing can run here, if so.
  function unable() {
    if (location.protocol === "file:" && !packed) return "Python runs only on pages that come from a web server.";
    if (!window.WebAssembly) return "This browser has no WebAssembly, so Python cannot run here.";
    if (!window.Worker) return "This browser has no workers, so Python cannot run here.";
  }

  // The edition that opens from files: all of Python is one script, handed to a worker that has no
  // address of its own. Before the script has come, the worker keeps what it is asked.
  let pack;
  function packedWorker() {
    const proxy = { postMessage: (data) => pack.then(() => proxy.real?.postMessage(data)) };
    proxy.terminate = () => { proxy.ended = true; proxy.real?.terminate(); };
    pack ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("pack.js", here);
      script.onload = resolve;
      script.onerror = () => reject(new Error("pack.js is missing"));
      document.head.append(script);
    });
    pack.then(() => {
      if (proxy.ended) return;
      const { source, files } = window.careerkb.pack;
      proxy.real = new Worker(`data:text/javascript;base64,${source}`, { type: "module" });
      proxy.real.onmessage = (event) => proxy.onmessage(event);
      proxy.real.onerror = (event) => proxy.onerror(event);
      proxy.real.postMessage({ files });
    }).catch((fault) => proxy === worker && broken(String(fault)));
    return proxy;
  }

  function heard({ data }) {
    if (data.id) {
      waiting.get(data.id)?.resolve(JSON.parse(data.text));
      waiting.delete(data.id);
    } else if (data.part === "failed") {
      broken(data.message);
    } else if (data.part === "ready") {
      tell("ready", { part: "ready", fraction: 1, message: "" });
    } else {
      const size = (data.download / 1e6).toFixed(0);
      const message = data.part === "start" || packed ? "Starting Python…" : `Loading Python, ${size} MB, once…`;
      tell("loading", { part: data.part, fraction: data.fraction, message });
    }
  }

  python.start = () => {
    if (worker) return;
    const missing = unable();
    if (missing) return fail(missing);
    tell("loading", { part: "files", fraction: 0, message: "Loading Python…" });
    try {
      worker = packed ? packedWorker() : new Worker(new URL(`release/${release}/worker.mjs`, here), { type: "module" });
    } catch {
      return fail("This browser is too old to run Python here.");
    }
    const own = worker; // an ended worker may still be heard
    worker.onmessage = (event) => own === worker && heard(event);
    worker.onerror = (event) => {
      event.preventDefault();
      if (own === worker) broken(event.message);
    };
  };
  python.stop = () => {
    end("stopped");
    tell("off", { message: "" });
  };
  python.ask = (operation, request) => new Promise((resolve, reject) => {
    python.start();
    if (!worker) return reject(new Error(unable() ?? "Python could not be loaded."));
    waiting.set(++last, { resolve, reject });
    worker.postMessage({ id: last, operation, text: JSON.stringify(request) });
  });
  python.state = "off";
  python.unable = unable;
  window.careerkb = Object.assign(window.careerkb ?? {}, { python });
})();
