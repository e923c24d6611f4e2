package eu.bilateral.dashboard.webhook;

import eu.bilateral.dashboard.webhook.WebhookRefusal.AddressRefused;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Whom nobody may be sent to: whoever can name an address could otherwise have this service ask its own neighbours. Only
 * addresses that the whole world can reach, unless whoever runs the service allows a network; the addresses themselves are
 * looked at, because a name says nothing.
 */
@Component
public final class AddressRules {

    /** All that is not one receiver somewhere in the world (the registries of RFC 6890), clouds' metadata among it. */
    private static final List<Network> NOWHERE_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // Within the one part of IPv6 that is public: tunnels that hide an IPv4 address, tests,
                    // documentation.
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20")
            .map(Network::of)
            .toList();

    private static final Network PUBLIC_IPV6 = Network.of("2000::/3");
    private static final int IPV4_LENGTH = 4;

    private final WebhookSettings settings;
    private final HostLookup lookup;
    private final List<Network> allowed;

    AddressRules(WebhookSettings settings, HostLookup lookup) {
        this.settings = settings;
        this.lookup = lookup;
        this.allowed = settings.allow().stream().map(Network::of).toList();
    }

    /**
     * The address of a receiver as somebody wrote it, its scheme in small letters; {@link AddressRefused} where nobody may be
     * sent there. A name that nobody knows yet passes: it is looked up anew for each attempt.
     */
    public URI read(String text) {
        var address = parsed(text);
        try {
            var unused = resolve(isPlain(address), address.getHost(), port(address));
        } catch (ForbiddenAddress forbidden) {
            throw refused(forbidden.fault());
        } catch (UnknownHostException notYet) {
            // Said with each attempt. This machine has a name that is known, and by its port it could only lead into a
            // network that is one's own.
            if (isPlain(address)) {
                throw refused(AddressFault.NOT_ENCRYPTED);
            }
            if (allowed.isEmpty() && !settings.ports().contains(port(address))) {
                throw refused(AddressFault.PORT);
            }
        }
        return address;
    }

    private AddressRefused refused(AddressFault fault) {
        return new AddressRefused(fault, settings.ports());
    }

    /** The name in that address where nobody knows it now. */
    Optional<String> unknownName(String text) {
        var address = parsed(text);
        try {
            var unused = lookup.of(bare(address.getHost()));
            return Optional.empty();
        } catch (UnknownHostException notYet) {
            return Optional.of(address.getHost());
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private URI parsed(String text) {
        URI address;
        try {
            address = new URI(withSmallScheme(text.strip()));
        } catch (URISyntaxException malformed) {
            throw refused(AddressFault.MALFORMED);
        }
        if (address.getHost() == null || address.getScheme() == null || address.getRawFragment() != null) {
            throw refused(AddressFault.MALFORMED);
        }
        if (address.getRawUserInfo() != null) {
            throw refused(AddressFault.WITH_PASSWORD);
        }
        boolean spoken = address.getScheme().equals("https") || (isPlain(address) && settings.httpOnLoopback());
        if (!spoken) {
            throw refused(AddressFault.NOT_ENCRYPTED);
        }
        return address;
    }

    /** A scheme is the same in whichever case, and written in small letters (RFC 3986, 3.1). */
    private static String withSmallScheme(String text) {
        int end = text.indexOf(':');
        return end < 0 ? text : text.substring(0, end).toLowerCase(Locale.ROOT) + text.substring(end);
    }

    /** Whether that receiver does without encryption. */
    public static boolean isPlain(URI address) {
        return "http".equals(address.getScheme());
    }

    /** The port of that receiver. */
    public static int port(URI address) {
        return address.getPort() > 0 ? address.getPort() : isPlain(address) ? 80 : 443;
    }

    /**
     * The addresses behind the name, to connect to and to no other; {@link ForbiddenAddress} where one of them is none that
     * anybody may be sent to: which one is taken would be up to whoever answers for the name.
     */
    public List<InetAddress> resolve(boolean plain, String host, int port) throws UnknownHostException {
        var found = lookup.of(bare(host));
        for (var address : found) {
            check(plain, address, port);
        }
        return found;
    }

    private void check(boolean plain, InetAddress address, int port) throws ForbiddenAddress {
        if (plain || (address.isLoopbackAddress() && settings.httpOnLoopback())) {
            if (!address.isLoopbackAddress() || !settings.httpOnLoopback()) {
                throw new ForbiddenAddress(AddressFault.NOT_ENCRYPTED);
            }
            return;
        }
        if (allowed.stream().anyMatch(network -> network.holds(address))) {
            return;
        }
        if (!isPublic(address)) {
            throw new ForbiddenAddress(AddressFault.FORBIDDEN);
        }
        if (!settings.ports().contains(port)) {
            throw new ForbiddenAddress(AddressFault.PORT);
        }
    }

    private static boolean isPublic(InetAddress address) {
        return (address.getAddress().length == IPV4_LENGTH || PUBLIC_IPV6.holds(address))
                && NOWHERE_PUBLIC.stream().noneMatch(network -> network.holds(address));
    }
}
