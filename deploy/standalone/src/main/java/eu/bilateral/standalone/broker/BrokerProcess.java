package eu.bilateral.standalone.broker;

import java.io.IOException;
import java.nio.file.Path;

/** The embedded broker as a process of its own, for those who want to kill it alone. */
public final class BrokerProcess {

    private BrokerProcess() {}

    /** Arguments: directory, port, and the port at which clients are told to come; runs until it is ended. */
    public static void main(String[] arguments) throws IOException {
        var broker = EmbeddedBroker.start(
                Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(broker::close));
        System.out.println("The broker is up at " + broker.bootstrapServers());
    }
}
