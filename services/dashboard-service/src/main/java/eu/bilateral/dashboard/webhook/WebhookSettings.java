package eu.bilateral.dashboard.webhook;

import eu.bilateral.kernel.setting.Setting;
import eu.bilateral.kernel.setting.StartRefused;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How webhooks are told, and whom nobody may be sent to.
 *
 * @param ports to which ports of public addresses
 * @param allow networks (such as {@code 10.20.0.0/16}) that are yours: any port there, although they are not public
 * @param httpOnLoopback whether a receiver on this machine may do without encryption; for trying it out
 * @param connectWithin how long a receiver may take to accept a connection
 * @param answerWithin how long an attempt may take altogether
 * @param attempts how often a delivery is tried before it is given up
 * @param firstPause how long until the second attempt; each later pause is {@code pauseGrows} times as long
 * @param longestPause but never longer than this
 * @param disableAfter a webhook is disabled when it was tried for so long, something waiting all the time, and nothing arrived
 * @param keep for how long deliveries are kept, by the time of their events
 * @param oldSecretFor how long the secret before the newest still counts
 * @param atOnce how many attempts one webhook gets at the same time
 * @param lease for how long an instance takes a webhook without asking again; longer than twice {@code answerWithin}
 * @param lookEvery how often each instance looks whether something waits
 * @param perWorkspace about how many webhooks a workspace may have: those that are added in the same moment all pass
 * @param mostWaiting a webhook is disabled when more than that waits for it of what was made since it was last had go on
 */
@ConfigurationProperties("bilateral.webhooks")
public record WebhookSettings(
        @DefaultValue({"443", "8443"}) Set<Integer> ports,
        @DefaultValue List<String> allow,
        @DefaultValue("false") boolean httpOnLoopback,
        @DefaultValue("3s") Duration connectWithin,
        @DefaultValue("10s") Duration answerWithin,
        @DefaultValue("9") int attempts,
        @DefaultValue("5s") Duration firstPause,
        @DefaultValue("4") double pauseGrows,
        @DefaultValue("12h") Duration longestPause,
        @DefaultValue("3d") Duration disableAfter,
        @DefaultValue("30d") Duration keep,
        @DefaultValue("1d") Duration oldSecretFor,
        @DefaultValue("4") int atOnce,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("1s") Duration lookEvery,
        @DefaultValue("20") int perWorkspace,
        @DefaultValue("10000") int mostWaiting) {

    public WebhookSettings {
        ports = Set.copyOf(ports);
        allow = List.copyOf(allow);
        must(ports.stream().allMatch(port -> port >= 1 && port <= 65_535), "ports", "be from 1 to 65535");
        must(allow.stream().allMatch(WebhookSettings::isNetwork), "allow", "be networks such as 10.20.0.0/16");
        must(attempts >= 1, "attempts", "be at least 1");
        must(pauseGrows >= 1, "pause-grows", "be at least 1");
        must(atOnce >= 1, "at-once", "be at least 1");
        must(mostWaiting >= 1, "most-waiting", "be at least 1");
        // An attempt that could outlast the lease is never begun.
        must(
                lease.compareTo(answerWithin.multipliedBy(2)) > 0,
                "lease",
                "be longer than twice " + Setting.named("bilateral.webhooks.answer-within"));
    }

    private static void must(boolean holds, String setting, String what) {
        if (!holds) {
            throw new StartRefused(Setting.named("bilateral.webhooks." + setting) + " must " + what);
        }
    }

    private static boolean isNetwork(String text) {
        try {
            var unused = Network.of(text);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
