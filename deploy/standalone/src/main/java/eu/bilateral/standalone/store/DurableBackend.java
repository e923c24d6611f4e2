package eu.bilateral.standalone.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import org.h2.mvstore.MVStore;

/** All databases of one file. */
final class DurableBackend extends AbstractMongoBackend {

    private final MVStore store;

    DurableBackend(MVStore store) {
        this.store = store;
        store.getMapNames().stream()
                .filter(map -> map.startsWith(DurableDatabase.MAP_PREFIX))
                .map(map -> map.substring(DurableDatabase.MAP_PREFIX.length()))
                .map(namespace -> namespace.substring(0, namespace.indexOf('.')))
                .distinct()
                .forEach(this::resolveDatabase);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new DurableDatabase(name, store, getCursorRegistry());
    }
}
