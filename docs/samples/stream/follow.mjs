// Prints every event of Bilateral as it happens, over HTTP: TOKEN=... node follow.mjs URL [FILE]
//
// It survives a restart of either side: it says with Last-Event-ID where it was, and the stream begins right behind that.
// With a FILE it remembers the place over its own restarts too. Needs nothing but Node.js.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const [url, file] = process.argv.slice(2);
const token = process.env.TOKEN;
if (!url || !token) {
  console.error('Usage: TOKEN=... node follow.mjs URL [FILE]');
  process.exit(2);
}
/** A heartbeat comes every 15 s: what is silent for longer is a connection that nobody holds any more. */
const SILENCE_MS = 45_000;
const PAUSE_MS = 1_000;

let lastId = remembered();

function remembered() {
  try {
    return file ? readFileSync(file, 'utf8').trim() : '';
  } catch {
    return '';
  }
}

/** Written beside and put in place at once: whoever is stopped while writing would find an empty file, and miss events. */
function remember(id) {
  writeFileSync(`${file}.new`, id);
  renameSync(`${file}.new`, file);
}

function take({ id, event, data }) {
  if (event === 'reset') {
    // What was missed is no longer at hand: whoever keeps a copy loads it anew now.
    console.error('Some events are gone: load anew what you keep');
  } else if (data) {
    const told = JSON.parse(data);
    console.log([told.type, told.aggregateId, told.sequence, JSON.stringify(told.data)].join('\t'));
  }
  // Remembered after the effect: an event that comes twice is better than one that never comes.
  if (id) {
    lastId = id;
    if (file) {
      remember(id);
    }
  }
}

/** Hears until the connection ends. Lines and blocks as the HTML standard has them for server-sent events. */
async function listen() {
  const silence = new AbortController();
  let alarm = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const headers = { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' };
    if (lastId) {
      headers['Last-Event-ID'] = lastId;
    }
    const answer = await fetch(`${url}/api/streams/events`, { headers, signal: silence.signal });
    if (answer.status === 401 || answer.status === 403) {
      console.error('The token is not honoured (any more): get a new one');
      process.exit(1);
    }
    if (!answer.ok) {
      throw new Error(`The stream answered ${answer.status}`);
    }
    console.error(lastId ? `Listening again, behind ${lastId}` : 'Listening');
    let rest = '';
    let block = {};
    for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
      clearTimeout(alarm);
      alarm = setTimeout(() => silence.abort(), SILENCE_MS);
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      for (const line of lines.map((one) => one.replace(/\r$/, ''))) {
        if (line === '') {
          take(block);
          block = {};
        } else if (!line.startsWith(':')) {
          const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line);
          block[name] = name === 'data' && block.data ? `${block.data}\n${value}` : value;
        }
      }
    }
  } finally {
    clearTimeout(alarm);
  }
}

while (true) {
  try {
    await listen();
  } catch (broken) {
    console.error(`Not connected: ${broken.cause?.code ?? broken.message}`);
  }
  await sleep(PAUSE_MS);
}
