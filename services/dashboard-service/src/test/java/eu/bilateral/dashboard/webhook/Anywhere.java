package eu.bilateral.dashboard.webhook;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings and rules for tests whose receivers are on this machine. */
public final class Anywhere {

    private Anywhere() {}

    /** With receivers on this machine, and with these settings on top. */
    public static WebhookSettings settings(Map<String, String> given) {
        var all = new HashMap<>(given);
        all.put("bilateral.webhooks.http-on-loopback", "true");
        return AddressRulesTest.settings(all);
    }

    public static AddressRules rules(WebhookSettings settings) {
        return new AddressRules(settings, host -> List.of(InetAddress.getAllByName(host)));
    }
}
