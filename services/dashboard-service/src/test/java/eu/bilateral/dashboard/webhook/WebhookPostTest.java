package eu.bilateral.dashboard.webhook;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookPostTest {

    final Webhooks webhooks = mock(Webhooks.class);
    final WebhookDeliveries deliveries = mock(WebhookDeliveries.class);
    final Turns turns = mock(Turns.class);
    final Bell bell = mock(Bell.class);
    final WebhookPost post = new WebhookPost(
            webhooks,
            deliveries,
            turns,
            bell,
            mock(EventFormat.class),
            AddressRulesTest.settings(Map.of()),
            Clock.systemUTC());
    final Webhook webhook = Webhook.begins(
            new WebhookId(UUID.randomUUID()),
            WorkspaceId.of("lublin"),
            new WebhookDraft("https://example.org/hook", List.of(), ""),
            new Webhook.Secret("whsec_", UUID.randomUUID(), null),
            AccountId.of("marta"),
            Instant.now());
    final List<HeardEvent> heard = List.of(
            new HeardEvent(webhook.workspace(), EventId.next(), "meeting-held", "boston", Instant.now(), "{}", null));

    @BeforeEach
    void thereIsRoom() {
        when(turns.reserve(any(), any(), anyInt())).thenReturn(1L);
    }

    @Test
    void whatIsAddedIsSaid() {
        when(webhooks.find(webhook.workspace(), webhook.id())).thenReturn(Optional.of(new Kept<>(webhook, 1, false)));

        post.add(webhook, heard, Instant.now());

        verify(deliveries, never()).forget(any(), any(), any());
        verify(bell).rung();
    }

    @Test
    void whatIsAddedToAWebhookThatWasDeletedMeanwhileIsForgotten() {
        when(webhooks.find(webhook.workspace(), webhook.id())).thenReturn(Optional.empty());

        post.add(webhook, heard, Instant.now());

        var inOrder = inOrder(deliveries, webhooks);
        inOrder.verify(deliveries).add(any());
        inOrder.verify(webhooks).find(webhook.workspace(), webhook.id());
        inOrder.verify(deliveries).forget(eq(webhook.workspace()), eq(webhook.id()), eq(null));
    }
}
