package eu.bilateral.dashboard.sending;

import eu.bilateral.dashboard.webhook.AddressRules;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Answers the client's question for addresses, and only with such as may be connected to. The client connects to what it is
 * answered here and asks nobody else, so that a name cannot lead elsewhere after it was checked.
 */
final class CheckedResolver implements DnsResolver {

    private final AddressRules rules;
    private final boolean plain;

    CheckedResolver(AddressRules rules, boolean plain) {
        this.rules = rules;
        this.plain = plain;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        return rules.resolve(plain, host, port).stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    /** Without the port nobody can say whether it is allowed. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        throw new UnknownHostException(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
