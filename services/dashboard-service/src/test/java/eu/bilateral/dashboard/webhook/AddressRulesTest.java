package eu.bilateral.dashboard.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.dashboard.webhook.WebhookRefusal.AddressRefused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AddressRulesTest {

    static final String PUBLIC = "93.184.216.34";

    static WebhookSettings settings(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("bilateral.webhooks", WebhookSettings.class);
    }

    /** Every name leads to these addresses. */
    static AddressRules rules(Map<String, String> settings, String... addresses) {
        return new AddressRules(
                settings(settings),
                host -> List.of(addresses).stream()
                        .map(AddressRulesTest::literal)
                        .toList());
    }

    static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException none) {
            throw new IllegalArgumentException(none);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/hook",
                "https://example.org:8443/hook?from=bilateral",
                "https://xn--bcher-kva.example/hook"
            })
    void whatTheWholeWorldCanReachMayBeTold(String address) {
        assertThat(rules(Map.of(), PUBLIC, "2606:2800:220:1:248:1893:25c8:1946").read(address))
                .hasToString(address);
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.org/hook, NOT_ENCRYPTED",
        "ftp://example.org/hook, NOT_ENCRYPTED",
        "file:///etc/passwd, MALFORMED",
        "https:///hook, MALFORMED",
        "https://exa mple.org, MALFORMED",
        "example.org/hook, MALFORMED",
        "javascript:alert(1), MALFORMED",
        "https://example.org/hook#top, MALFORMED",
        "https://me:secret@example.org/hook, WITH_PASSWORD",
        "https://example.org@127.0.0.1/hook, WITH_PASSWORD",
        "https://example.org:22/hook, PORT",
        "https://example.org:6379/, PORT"
    })
    void anAddressThatIsNoneForAReceiverIsRefused(String address, AddressFault fault) {
        assertThatExceptionOfType(AddressRefused.class)
                .isThrownBy(() -> rules(Map.of(), PUBLIC).read(address))
                .satisfies(refused -> assertThat(refused.fault()).isEqualTo(fault));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::"
            })
    void nobodyIsSentIntoAPrivateOrReservedNetwork(String address) {
        assertThatExceptionOfType(AddressRefused.class)
                .isThrownBy(() -> rules(Map.of(), address).read("https://example.org/hook"))
                .satisfies(refused -> assertThat(refused.fault()).isEqualTo(AddressFault.FORBIDDEN));
    }

    @Test
    void aNameThatNobodyKnowsYetPassesByAPortThatWebhooksAreSentTo() {
        var nobody = new AddressRules(settings(Map.of()), AddressRulesTest::nobodyKnows);
        var trying = Map.of("bilateral.webhooks.http-on-loopback", "true");
        var ours = Map.of("bilateral.webhooks.allow", "10.20.0.0/16");

        assertThat(nobody.read("https://later.example/hook").getHost()).isEqualTo("later.example");
        assertThat(nobody.unknownName("https://later.example/hook")).contains("later.example");
        assertThat(rules(Map.of(), PUBLIC).unknownName("https://example.org/hook"))
                .isEmpty();
        for (var rules : List.of(nobody, new AddressRules(settings(trying), AddressRulesTest::nobodyKnows))) {
            assertThatExceptionOfType(AddressRefused.class)
                    .isThrownBy(() -> rules.read("https://later.example:22/hook"))
                    .withMessageContaining("443, 8443")
                    .satisfies(refused -> assertThat(refused.fault()).isEqualTo(AddressFault.PORT));
        }
        assertThatExceptionOfType(AddressRefused.class)
                .isThrownBy(() -> new AddressRules(settings(trying), AddressRulesTest::nobodyKnows)
                        .read("http://later.example/hook"))
                .satisfies(refused -> assertThat(refused.fault()).isEqualTo(AddressFault.NOT_ENCRYPTED));
        // It may come to lead into the network that is one's own.
        assertThat(new AddressRules(settings(ours), AddressRulesTest::nobodyKnows)
                        .read("https://later.example:9000/hook")
                        .getPort())
                .isEqualTo(9_000);
    }

    private static List<InetAddress> nobodyKnows(String host) throws UnknownHostException {
        throw new UnknownHostException(host);
    }

    /** Which one is taken would be up to whoever answers for the name. */
    @Test
    void aNameThatLeadsOutsideAndInsideIsRefused() {
        assertThatExceptionOfType(AddressRefused.class)
                .isThrownBy(() -> rules(Map.of(), PUBLIC, "10.0.0.1").read("https://example.org/hook"));
    }

    @Test
    void aNameIsLookedAtAnewEachTimeAndMayLeadElsewhereByThen() throws UnknownHostException {
        Deque<String> answers = new ArrayDeque<>(List.of(PUBLIC, PUBLIC, "169.254.169.254"));
        var rules = new AddressRules(settings(Map.of()), host -> List.of(literal(answers.removeFirst())));

        var unused = rules.read("https://example.org/hook");
        assertThat(rules.resolve(false, "example.org", 443)).containsExactly(literal(PUBLIC));
        assertThatExceptionOfType(ForbiddenAddress.class)
                .isThrownBy(() -> rules.resolve(false, "example.org", 443))
                .satisfies(refused -> assertThat(refused.fault()).isEqualTo(AddressFault.FORBIDDEN));
    }

    /** As the platform itself reads it: 127.0.0.1 in one number. */
    @ParameterizedTest
    @ValueSource(strings = {"https://2130706433/", "https://127.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/"})
    void noWayOfWritingAnAddressHidesIt(String address) {
        var rules = new AddressRules(settings(Map.of()), host -> List.of(InetAddress.getAllByName(host)));

        assertThatExceptionOfType(AddressRefused.class).isThrownBy(() -> rules.read(address));
    }

    @Test
    void aNetworkThatIsAllowedMayBeToldOnAnyPortButNotItsNeighbour() {
        var allowing = Map.of("bilateral.webhooks.allow", "10.20.0.0/15, fd12::/16");

        assertThat(rules(allowing, "10.21.255.255")
                        .read("https://intranet:9000/hook")
                        .getPort())
                .isEqualTo(9_000);
        assertThat(rules(allowing, "fd12::7").read("https://intranet/hook")).isNotNull();
        assertThatExceptionOfType(AddressRefused.class)
                .isThrownBy(() -> rules(allowing, "10.22.0.0").read("https://intranet/hook"));
        assertThatExceptionOfType(AddressRefused.class)
                .isThrownBy(() -> rules(allowing, "10.20.0.1").read("http://intranet/hook"))
                .satisfies(refused -> assertThat(refused.fault()).isEqualTo(AddressFault.NOT_ENCRYPTED));
    }

    @Test
    void withoutEncryptionOnlyThisMachineIsTold() {
        var trying = Map.of("bilateral.webhooks.http-on-loopback", "true");

        assertThat(rules(trying, "127.0.0.1").read("http://localhost:9000/hook").getPort())
                .isEqualTo(9_000);
        assertThatExceptionOfType(AddressRefused.class)
                .isThrownBy(() -> rules(trying, PUBLIC).read("http://example.org/hook"));
        assertThatExceptionOfType(AddressRefused.class)
                .isThrownBy(() -> rules(trying, "10.0.0.1").read("https://example.org/hook"));
    }
}
