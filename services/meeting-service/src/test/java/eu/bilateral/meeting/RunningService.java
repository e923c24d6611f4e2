package eu.bilateral.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.delivery.AggregateStore;
import eu.bilateral.kernel.delivery.Stores;
import eu.bilateral.kernel.delivery.Told;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.event.ContactEvent.OrganisationArchived;
import eu.bilateral.kernel.event.ContactEvent.OrganisationRegistered;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.TestBroker;
import eu.bilateral.kernel.testing.TestStore;
import eu.bilateral.meeting.domain.organisation.KnownOrganisation;
import eu.bilateral.meeting.domain.organisation.KnownOrganisations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/**
 * The whole service, started once for all tests that need it: on the real broker and the embedded store, at nine in the
 * morning of 23 May 2017. Each test takes a workspace of its own, so that none sees what another left behind.
 */
@SpringBootTest(
        classes = {MeetingServiceApplication.class, RunningService.Surroundings.class},
        properties = {
            "spring.config.name=meeting-service",
            "management.server.port=0",
            "bilateral.delivery.sweep-every=1s"
        })
@AutoConfigureMockMvc
public abstract class RunningService {

    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String DATABASE = TestStore.freshDatabase();

    @Autowired
    protected MockMvc http;

    @Autowired
    protected KnownOrganisations knownOrganisations;

    @Autowired
    private AggregateStore<OrganisationOfContact, ContactEvent> contact;

    /** This test's own workspace. */
    protected WorkspaceId workspace = Examples.OFFICE;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        TestBroker.createTopics("contact-events", "meeting-events");
        properties.add("spring.mongodb.uri", () -> DATABASE);
        properties.add("spring.cloud.stream.kafka.binder.brokers", TestBroker::bootstrapServers);
    }

    @BeforeEach
    void takeAWorkspace() {
        workspace = WorkspaceId.of(TestBroker.unique("office"));
    }

    /** The header by which somebody of this test's workspace asks. */
    protected String bearer(AccountId account, Role role) {
        return bearer(workspace, account, role);
    }

    protected static String bearer(WorkspaceId workspace, AccountId account, Role role) {
        return "Bearer %s~%s~%s".formatted(workspace, account, role.name().toLowerCase(Locale.ROOT));
    }

    /** The contact service tells of an organisation, and this service has heard it. */
    protected OrganisationId anOrganisation(String ref) {
        organisations(List.of(ref));
        return idOf(ref);
    }

    /** The contact service tells of these organisations, and this service has heard it. */
    protected void organisations(Collection<String> refs) {
        for (var ref : refs) {
            var id = idOf(ref);
            var registered = new OrganisationRegistered(
                    id, ref, ref, OrganisationType.CLUSTER, "PL", null, List.of(), null, Examples.NOW);
            var kept = contact.add(
                    byManager(), id.toString(), () -> new Told<>(new OrganisationOfContact(ref), registered));
            assertThat(kept.repeated()).isFalse();
        }
        await().atMost(PATIENCE)
                .until(() ->
                        knownOrganisations.withRefs(workspace, refs).keySet().containsAll(refs));
    }

    /** The id that this test's contact service gives the organisation of that ref. */
    protected OrganisationId idOf(String ref) {
        return OrganisationId.derivedFrom(workspace.value(), ref);
    }

    private Instruction byManager() {
        return new Instruction(workspace, Examples.MANAGER, Role.MANAGER, CommandId.next(), null);
    }

    /** The contact service tells that it is archived, and this service has heard it. */
    protected void archived(OrganisationId id) {
        var archiving = contact.change(
                byManager(), id.toString(), state -> new Told<>(state, new OrganisationArchived(id, Examples.NOW)));
        assertThat(archiving).isPresent();
        await().atMost(PATIENCE)
                .until(() -> knownOrganisations.named(workspace, List.of(id)).values().stream()
                        .allMatch(KnownOrganisation::isArchived));
    }

    /** What the contact service would keep: enough for its outbox to tell real events. */
    public record OrganisationOfContact(String ref) {}

    @TestConfiguration(proxyBeanMethods = false)
    static class Surroundings {

        @Bean
        @Primary
        Clock morningOfTheDemo() {
            return Clock.fixed(Examples.NOW, ZoneOffset.UTC);
        }

        @Bean
        AggregateStore<OrganisationOfContact, ContactEvent> contact(Stores stores) {
            return stores.open("organisations-of-contact", OrganisationOfContact.class);
        }

        /** Takes tokens that say in the open who bears them. */
        @Bean
        JwtDecoder openTokens() {
            return token -> {
                var parts = token.split("~");
                return Jwt.withTokenValue(token)
                        .header("alg", "none")
                        .claim("workspace", parts[0])
                        .subject(parts[1])
                        .claim("role", parts[2])
                        .expiresAt(Instant.parse("2100-01-01T00:00:00Z"))
                        .build();
            };
        }
    }
}
