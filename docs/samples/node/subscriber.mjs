// Prints every event of Bilateral once, as it happens: node subscriber.mjs BROKERS [GROUP]
// For brokers that want a password BROKER_USER and BROKER_PASSWORD have it, for those with TLS BROKER_CA names the file of
// their authority.
//
// A group remembers how far it has come, so that a subscriber that comes back goes on where it was. An event can come
// twice: after a crash between its effect and the commit, or because a service was not sure that it had told it.
import { readFileSync } from 'node:fs';
import { Consumer, stringDeserializers } from '@platformatic/kafka';
import { Kafka } from 'cloudevents';

const TOPICS = ['contact-events', 'meeting-events', 'follow-up-events'];

const { BROKER_USER: username, BROKER_PASSWORD: password, BROKER_CA: authority } = process.env;
// Where there are accounts, each has the groups that bear its name.
const [brokers, group = username ?? 'sample-node'] = process.argv.slice(2);
if (!brokers) {
  console.error('Usage: node subscriber.mjs BROKERS [GROUP]');
  process.exit(2);
}

/** The last place heard of each subject. Keep it with what you store, in the same write, and it survives a crash too. */
const heard = new Map();

/** Whether it is new; sequences count per source and subject, and a higher epoch outranks them all. */
function isNew(event) {
  const subject = `${event.source} ${event.subject}`;
  const place = [Number(event.epoch), Number(event.sequence)];
  const last = heard.get(subject) ?? [-1, 0];
  if (place[0] < last[0] || (place[0] === last[0] && place[1] <= last[1])) {
    return false;
  }
  heard.set(subject, place);
  return true;
}

function take(message) {
  let event;
  try {
    const headers = Object.fromEntries(message.headers);
    event = Kafka.toEvent({ key: message.key, value: message.value, body: message.value, headers });
    event.validate();
  } catch (unreadable) {
    // Nobody is helped by a subscriber that stops here for ever.
    console.error(`Not an event: ${message.topic} ${message.partition} ${message.offset}: ${unreadable.message}`);
    return;
  }
  if (isNew(event)) {
    console.log([event.type, event.subject, event.sequence, JSON.stringify(event.data)].join('\t'));
  }
}

const consumer = new Consumer({
  clientId: 'bilateral-sample',
  groupId: group,
  bootstrapBrokers: brokers.split(','),
  deserializers: stringDeserializers,
  autocommit: false,
  // Milliseconds; it ends no sooner than the last question to the broker is answered.
  maxWaitTime: 500,
  sasl: username && { mechanism: 'SCRAM-SHA-512', username, password },
  tls: authority && { ca: readFileSync(authority) },
});
try {
  const stream = await consumer.consume({ topics: TOPICS, mode: 'committed', fallbackMode: 'earliest' });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => consumer.close(true).finally(() => process.exit(0)));
  }
  for await (const message of stream) {
    take(message);
    await message.commit();
  }
} catch (refused) {
  console.error(`The broker refuses: ${refused.message}`);
  process.exit(1);
}
