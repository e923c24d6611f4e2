package eu.bilateral.dashboard.web;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;

import eu.bilateral.dashboard.webhook.Anywhere;
import eu.bilateral.dashboard.webhook.HeardEvent;
import eu.bilateral.dashboard.webhook.Webhook;
import eu.bilateral.dashboard.webhook.Webhook.Reason;
import eu.bilateral.dashboard.webhook.Webhook.Secret;
import eu.bilateral.dashboard.webhook.WebhookDelivery;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Attempt;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Outcome;
import eu.bilateral.dashboard.webhook.WebhookDesk;
import eu.bilateral.dashboard.webhook.WebhookDraft;
import eu.bilateral.dashboard.webhook.WebhookId;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.id.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mockito.Mockito;

/** Webhooks of the sample workspace: one that works, with all that can become of a delivery, one that does not, one disabled. */
public final class SampleWebhooks {

    public static final WebhookId PORTAL = WebhookId.of("3f1c9a52-0b7e-4c57-9d2e-8f6a1b2c3d4e");
    static final WebhookId REPORTS = WebhookId.derivedFrom("reports");
    static final String NOWHERE = "https://nowhere.example/hook";
    static final String REFUSED = "https://93.184.215.14:22/hook";
    static final String SECRET = "whsec_c2hvd24gb25jZQ==";

    private static final Instant NINE = SampleWorkspace.NINE_ON_TUESDAY;

    private SampleWebhooks() {}

    /** A desk of its own for each who asks. */
    public static WebhookDesk desk() {
        var portal = webhook(PORTAL, "The cluster's portal", List.of("meeting", "lead-opened"));
        var office = SampleWorkspace.OFFICE;
        var desk = Mockito.mock(WebhookDesk.class);
        Mockito.when(desk.list(office))
                .thenReturn(List.of(
                        new Kept<>(portal, 3, false),
                        new Kept<>(failing(), 1, false),
                        new Kept<>(
                                webhook(WebhookId.derivedFrom("gone"), "", List.of())
                                        .disabled(Reason.GONE, NINE),
                                2,
                                false)));
        Mockito.when(desk.get(office, PORTAL)).thenReturn(new Kept<>(portal, 3, false));
        Mockito.when(desk.get(office, REPORTS)).thenReturn(new Kept<>(failing(), 1, false));
        Mockito.when(desk.lastDelivered(office, REPORTS)).thenReturn(Optional.of(NINE.minusSeconds(7_200)));
        Mockito.when(desk.create(any(), any())).thenReturn(new Kept<>(portal, 1, false));
        Mockito.when(desk.create(any(), eq(new WebhookDraft(REFUSED, List.of(), ""))))
                .thenAnswer(asked -> Anywhere.rules(Anywhere.settings(Map.of())).read(REFUSED));
        Mockito.when(desk.unknownName(new WebhookDraft(NOWHERE, List.of(), "")))
                .thenReturn(Optional.of("nowhere.example"));
        var taken = delivery(portal, 1).delivered(attempt(Outcome.DELIVERED, 200, null));
        var again =
                delivery(portal, 2).waitsAfter(attempt(Outcome.REFUSED, 500, "<b>Sorry</b>"), NINE.plusSeconds(300));
        var left = delivery(portal, 3).givenUp(attempt(Outcome.TIMED_OUT, null, null));
        Mockito.when(desk.deliveries(any(), any(), any(), anyInt(), any()))
                .thenReturn(new Page<>(List.of(left, again, taken), "before-these"));
        return desk;
    }

    private static Webhook webhook(WebhookId id, String description, List<String> kinds) {
        return Webhook.begins(
                id,
                SampleWorkspace.OFFICE,
                new WebhookDraft("https://portal.example.org/hooks/bilateral", kinds, description),
                new Secret(SECRET, UUID.randomUUID(), null),
                SampleWorkspace.MANAGER,
                NINE.minusSeconds(3_600));
    }

    private static Webhook failing() {
        var works = webhook(REPORTS, "Reports", List.of());
        return new Webhook(
                works.id(),
                works.workspace(),
                works.draft(),
                works.state(),
                null,
                works.secrets(),
                works.createdBy(),
                works.createdAt(),
                works.since(),
                works.resumedAt(),
                NINE.minusSeconds(1_800));
    }

    private static WebhookDelivery delivery(Webhook webhook, long place) {
        var event = new HeardEvent(
                SampleWorkspace.OFFICE,
                EventId.derivedFrom("delivery", Long.toString(place)),
                "meeting-held",
                "a partnership",
                NINE.minusSeconds(60),
                "{}",
                null);
        return WebhookDelivery.of(event, webhook, place, NINE.minusSeconds(60));
    }

    private static Attempt attempt(Outcome outcome, @Nullable Integer status, @Nullable String answer) {
        return new Attempt(NINE.minusSeconds(50), Duration.ofMillis(84), outcome, status, answer);
    }
}
