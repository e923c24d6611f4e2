package eu.bilateral.dashboard.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks for the addresses behind a name. */
@FunctionalInterface
public interface HostLookup {

    /** All of them; an address that is written as one is itself. */
    List<InetAddress> of(String host) throws UnknownHostException;
}
