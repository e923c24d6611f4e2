package eu.bilateral.dashboard.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import eu.bilateral.dashboard.webhook.Webhook.Secret;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Attempt;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Outcome;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Status;
import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is asked again because its first attempt was cut off in between. */
class WebhookDeskTest {

    static final Instant NOON = Instant.parse("2030-03-01T12:00:00Z");
    static final Duration DAY = Duration.ofDays(1);

    final Webhooks webhooks = mock(Webhooks.class);
    final WebhookDeliveries deliveries = mock(WebhookDeliveries.class);
    final Turns turns = mock(Turns.class);
    final Bell bell = mock(Bell.class);
    final WebhookDesk desk = new WebhookDesk(
            webhooks,
            deliveries,
            turns,
            mock(WebhookPost.class),
            bell,
            mock(AddressRules.class),
            mock(EventFormat.class),
            AddressRulesTest.settings(Map.of()),
            Clock.fixed(NOON, ZoneOffset.UTC));
    final Webhook webhook = Webhook.begins(
            new WebhookId(UUID.randomUUID()),
            WorkspaceId.of("lublin"),
            new WebhookDraft("https://example.org/hook", List.of(), ""),
            secret("first"),
            AccountId.of("marta"),
            NOON);
    final Instruction by = new Instruction(
            webhook.workspace(), webhook.createdBy(), Role.MANAGER, new CommandId(UUID.randomUUID(), "again"), null);

    static Secret secret(String text) {
        return new Secret(text, UUID.randomUUID(), null);
    }

    @Test
    void whatIsLeftOfADeletedWebhookGoesWhenItIsDeletedAgain() {
        when(webhooks.remove(by, webhook.id())).thenReturn(false);

        assertThatExceptionOfType(WebhookRefusal.UnknownWebhook.class).isThrownBy(() -> desk.delete(by, webhook.id()));

        verify(deliveries).forget(webhook.workspace(), webhook.id(), null);
    }

    @Test
    void aReplayThatIsAskedAgainWhileItWaitsIsRungForAgain() {
        var heard = new HeardEvent(webhook.workspace(), EventId.next(), "meeting-held", "boston", NOON, "{}", null);
        var waiting = WebhookDelivery.of(heard, webhook, 1, NOON)
                .replayed(by.command().value(), 2, NOON);
        when(deliveries.find(eq(webhook.workspace()), eq(webhook.id()), any())).thenReturn(Optional.of(waiting));

        var unused = desk.replay(by, webhook.id(), waiting.id());

        verify(deliveries).hasten(waiting, by.command().value(), NOON);
        verify(bell).rung();
    }

    /** The one with the highest place may have arrived long before one that was tried for hours. */
    @Test
    void whatArrivedLastNeedNotBeTheLastThatWasMade() {
        var heard = new HeardEvent(webhook.workspace(), EventId.next(), "meeting-held", "boston", NOON, "{}", null);
        var attempt = new Attempt(NOON, Duration.ZERO, Outcome.DELIVERED, 200, null);
        var delivered = WebhookDelivery.of(heard, webhook, 11, NOON).delivered(attempt);
        when(deliveries.page(webhook.workspace(), webhook.id(), Status.DELIVERED, 1, null))
                .thenReturn(new Page<>(List.of(delivered), null));

        assertThat(desk.lastDelivered(webhook.workspace(), webhook.id()))
                .as("kept by a version that noted no arrival")
                .contains(NOON);
        when(turns.lastArrived(webhook.workspace(), webhook.id())).thenReturn(Optional.of(NOON.plusSeconds(14_400)));
        assertThat(desk.lastDelivered(webhook.workspace(), webhook.id())).contains(NOON.plusSeconds(14_400));
    }

    @Test
    void aSecretCountsAsLongAsItWasSaidHoweverManyCameSince() {
        var twice = webhook.rotated(secret("second"), NOON, NOON.plus(DAY))
                .rotated(
                        secret("third"),
                        NOON.plusSeconds(1),
                        NOON.plusSeconds(1).plus(DAY));

        assertThat(twice.secretsAt(NOON.plusSeconds(2))).containsExactly("third", "second", "first");
        assertThat(twice.secretsAt(NOON.plus(DAY))).containsExactly("third", "second");
        assertThat(twice.rotated(
                                secret("fourth"), NOON.plus(DAY), NOON.plus(DAY).plus(DAY))
                        .secrets())
                .extracting(Secret::text)
                .containsExactly("fourth", "third", "second");
    }
}
