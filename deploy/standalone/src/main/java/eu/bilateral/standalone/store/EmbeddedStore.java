package eu.bilateral.standalone.store;

import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A document store in this process that the ordinary MongoDB driver talks to. What it has acknowledged, and what anybody
 * has read from it, survives a {@code kill -9}: it commits before it answers, once for all who wait. Listens on the
 * loopback address only. Knows no transactions and no text search; filters that name {@code _id} are answered in constant
 * time, whatever else they name, those that a {@link PresenceIndex} or a {@link LeadingFieldsIndex} serves from what it
 * knows, and all others by a scan.
 */
public final class EmbeddedStore implements AutoCloseable {

    private static final int CACHE_MEGABYTES = 32;
    /** Small pages: a changed document is written with its page. */
    private static final int PAGE_BYTES = 4 << 10;

    private static final int CONNECTION_THREADS = 4;

    private final MVStore store;
    private final GroupCommit commit;
    private final EventLoopGroup acceptors;
    private final EventLoopGroup workers;
    private final ChannelGroup connections;
    private final Channel listener;

    private EmbeddedStore(@Nullable Path file, boolean syncing, int port, Consumer<Throwable> onFailure) {
        var builder = new MVStore.Builder()
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .cacheSize(CACHE_MEGABYTES)
                .pageSplitSize(PAGE_BYTES);
        store = (file == null ? builder : builder.fileName(file.toString())).open();
        store.setVersionsToKeep(0);
        store.setRetentionTime(0);
        commit = new GroupCommit(store, syncing && file != null, onFailure);
        acceptors = eventLoops(1, "store-accept");
        workers = eventLoops(CONNECTION_THREADS, "store");
        connections = new DefaultChannelGroup("store", workers.next());
        var backend = new DurableBackend(store);
        listener = new ServerBootstrap()
                .group(acceptors, workers)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 256)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        connection
                                .pipeline()
                                .addLast(new MongoWireReplyEncoder())
                                .addLast(new MongoWireMessageEncoder())
                                .addLast(new MongoWireProtocolHandler())
                                .addLast(new HoldUntilDurable(commit))
                                .addLast(new MongoDatabaseHandler(backend, connections))
                                .addLast(new MongoExceptionHandler());
                    }
                })
                .localAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .bind()
                .syncUninterruptibly()
                .channel();
    }

    private static EventLoopGroup eventLoops(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    /**
     * Opens the store in this file, which is created where it is not there, on a free port.
     *
     * @param onFailure told when the file takes no more changes (a full disk); none is acknowledged from then on
     */
    public static EmbeddedStore open(Path file, Consumer<Throwable> onFailure) {
        return open(file, Durability.SYNCED, onFailure);
    }

    /** Opens the store in this file on this port of the loopback address. */
    static EmbeddedStore open(Path file, int port, Consumer<Throwable> onFailure) {
        return new EmbeddedStore(file, true, port, onFailure);
    }

    static EmbeddedStore open(Path file, Durability durability, Consumer<Throwable> onFailure) {
        return new EmbeddedStore(file, durability == Durability.SYNCED, 0, onFailure);
    }

    /** What an acknowledged change outlives. */
    enum Durability {
        /** The end of the process, however sudden. */
        COMMITTED,
        /** A power cut too. */
        SYNCED
    }

    /** A store that keeps everything in memory and forgets it when closed. */
    static EmbeddedStore inMemory() {
        return new EmbeddedStore(null, false, 0, failure -> {});
    }

    /** The connection string of this database. */
    public String uri(String database) {
        return address() + "/" + database;
    }

    /** Where it listens, without a database. */
    public String address() {
        return "mongodb://127.0.0.1:" + port();
    }

    /** Where it listens on the loopback address. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** How many bytes the file takes. */
    public long fileSize() {
        var file = store.getFileStore();
        return file == null ? 0 : file.size();
    }

    /** How many commits there were since it was opened. */
    long commits() {
        return commit.commits();
    }

    /** Takes no more requests, commits what was asked before, and closes the file. */
    @Override
    public void close() throws InterruptedException {
        listener.close().syncUninterruptibly();
        connections.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
        acceptors.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        workers.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        commit.close();
        if (store.getPanicException() == null) {
            store.close();
        } else {
            store.closeImmediately();
        }
    }
}
