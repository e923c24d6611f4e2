// The live stream: one connection, a word for its state, and every event to whoever asked.

/**
 * Follows the stream from that place on, the one where the page was drawn, so that nothing is missed in between. `heard`
 * gets the data of every event; `reset` is called when too much was missed to be told one by one; `state` gets live,
 * catching-up or off. The browser comes back by itself with Last-Event-ID; only a stream that was refused is asked for
 * anew here, from the last event that came.
 */
export function follow(address, place, heard, reset, state) {
  let source = null;
  let pause = 1000;
  let doubt = 0;
  let last = place;

  function take(message) {
    last = message.lastEventId || last;
    heard(message.data);
  }

  function connect() {
    source = new EventSource(last ? `${address}?from=${encodeURIComponent(last)}` : address);
    source.addEventListener('open', () => {
      pause = 1000;
      clearTimeout(doubt);
      state('live');
    });
    source.addEventListener('error', () => {
      clearTimeout(doubt);
      if (source.readyState === EventSource.CLOSED) {
        state('off');
        setTimeout(connect, pause);
        pause = Math.min(pause * 2, 30000);
      } else {
        // The server ends each stream now and then to ask who is there; coming back takes a moment that nobody needs to see.
        doubt = setTimeout(() => state('catching-up'), 5000);
      }
    });
    source.addEventListener('reset', reset);
    source.addEventListener('message', take);
    for (const type of KINDS) {
      source.addEventListener(type, take);
    }
  }

  connect();
  addEventListener('pagehide', () => source?.close());
}

/** What can happen to a partnership; an event of the stream bears one of these names. */
const KINDS = [
  'lead-opened',
  'meeting-attached',
  'meeting-detached',
  'stage-moved',
  'follow-up-added',
  'follow-up-completed',
  'follow-up-snoozed',
  'follow-up-reassigned',
  'owner-changed',
];
