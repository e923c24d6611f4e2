// Run by mongodb-setup.sh in mongosh.
const fs = require('fs');
const admin = db.getSiblingDB('admin');
admin.auth('root', process.env.ROOT_PASSWORD);

try {
  rs.status();
} catch (unknown) {
  if (unknown.codeName !== 'NotYetInitialized') {
    throw unknown;
  }
  rs.initiate({
    _id: 'rs0',
    members: process.env.MEMBERS.split(',').map((host, place) =>
      // The first is preferred, so that the accounts below are made where this script is connected.
      ({ _id: place, host: host + ':27017', priority: place === 0 ? 2 : 1 })),
  });
}
for (let waited = 0; !db.hello().isWritablePrimary; waited++) {
  if (waited === 60) {
    throw new Error('This member does not become the primary');
  }
  sleep(1000);
}

for (const service of ['contact-service', 'meeting-service', 'follow-up-service', 'dashboard-service']) {
  const pwd = fs.readFileSync('/run/secrets/mongodb-' + service, 'utf8');
  const roles = [{ role: 'readWrite', db: service }];
  if (admin.getUser(service)) {
    admin.updateUser(service, { pwd, roles });
  } else {
    admin.createUser({ user: service, pwd, roles });
  }
}
print('MongoDB is set up');
