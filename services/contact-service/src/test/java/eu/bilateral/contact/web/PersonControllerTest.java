package eu.bilateral.contact.web;

import static eu.bilateral.contact.Instructions.freshWorkspace;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.contact.ServiceTest;
import eu.bilateral.kernel.testing.Api;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;

@ServiceTest
class PersonControllerTest {

    static final String ANNA = """
            {"name": "Anna Nowak", "role": "Cluster manager", "email": "anna@example.org", "phone": "+48 81 000 00 00",
             "lawfulBasis": "LEGITIMATE_INTERESTS", "source": "BUSINESS_CARD"}""";

    @Value("${local.server.port}")
    private int port;

    private final String here = freshWorkspace().value();
    private Api api = Api.at(0);
    private String lublin = "";

    @BeforeEach
    void signIn() {
        api = Api.at(port).as("manager", here);
        lublin = api.post("/api/organisations", "{\"name\": \"Lublin\", \"type\": \"CLUSTER\"}")
                .header("Location");
    }

    @Test
    void aPersonIsAddedReadAndChanged() {
        var added = api.post(lublin + "/people", ANNA);
        var path = added.header("Location");

        assertThat(added.status()).isEqualTo(201);
        assertThat(path).startsWith("/api/people/");
        assertThat(api.get(path).body()).isEqualTo(added.body());
        assertThat(added.body().get("email").asString()).isEqualTo("anna@example.org");
        assertThat(added.body().has("noticeDueOn")).isTrue();

        var anew = "{\"name\": \"Anna Kowalska\", \"lawfulBasis\": \"CONSENT\", \"source\": \"THE_PERSON\"}";
        assertThat(api.put(path, anew).status()).isEqualTo(428);
        var changed = api.put(path, anew, "If-Match", "\"1\"");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.body().get("name").asString()).isEqualTo("Anna Kowalska");
        assertThat(changed.body().has("email")).isFalse();
        assertThat(changed.body().has("noticeDueOn")).isFalse();
        assertThat(api.put(path, anew, "If-Match", "\"2\"").header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void theSameRequestUnderOneKeyAddsOnePerson() {
        var first = api.post(lublin + "/people", ANNA, "Idempotency-Key", "k1");
        var second = api.post(lublin + "/people", ANNA, "Idempotency-Key", "k1");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(api.get(lublin + "/people").body().get("items")).hasSize(1);
        assertThat(api.post(lublin + "/people", ANNA.replace("Anna", "Ewa"), "Idempotency-Key", "k1")
                        .code())
                .isEqualTo("key-reused");
    }

    @Test
    void theListHasThePeopleOfTheOrganisation() {
        for (var name : List.of("Żaneta", "Adam", "Zofia")) {
            assertThat(api.post(lublin + "/people", ANNA.replace("Anna Nowak", name))
                            .status())
                    .isEqualTo(201);
        }

        var first = api.get(lublin + "/people?limit=2");
        var rest = api.get(
                lublin + "/people?limit=2&cursor=" + first.body().get("next").asString());

        assertThat(first.body().get("items")).hasSize(2);
        assertThat(first.body().get("items").get(0).get("name").asString()).isEqualTo("Adam");
        assertThat(rest.body().get("items").get(0).get("name").asString()).isEqualTo("Zofia");
        assertThat(rest.body().has("next")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "name": "Anna Nowak"               | "name": " "                   | name
            "email": "anna@example.org"        | "email": "anna at example"    | email
            "phone": "+48 81 000 00 00"        | "phone": "call me"            | phone
            "lawfulBasis": "LEGITIMATE_INTERESTS" | "lawfulBasis": null        | lawfulBasis
            "source": "BUSINESS_CARD"          | "source": "HEARSAY"           | source
            "role": "Cluster manager"          | "secret": "x"                 | secret
            """)
    void whatIsNotAPersonIsRefusedByField(String right, String wrong, String field) {
        var refused = api.post(lublin + "/people", ANNA.replace(right, wrong));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo(field);
        assertThat(api.get(lublin + "/people").body().get("items")).isEmpty();
    }

    @Test
    void nobodyIsAddedToWhatIsUnknownOrArchived() {
        assertThat(api.post("/api/organisations/" + UUID.randomUUID() + "/people", ANNA)
                        .code())
                .isEqualTo("unknown-organisation");
        assertThat(api.post(lublin + "/archive", "").status()).isEqualTo(200);
        assertThat(api.post(lublin + "/people", ANNA).code()).isEqualTo("organisation-archived");
    }

    @Test
    void anotherWorkspaceSeesNobody() {
        var path = api.post(lublin + "/people", ANNA).header("Location");
        var stranger = Api.at(port).as("manager", freshWorkspace().value());

        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.get(lublin + "/people").status()).isEqualTo(404);
        assertThat(stranger.post(lublin + "/people", ANNA).status()).isEqualTo(404);
        assertThat(stranger.put(path, ANNA, "If-Match", "\"1\"").status()).isEqualTo(404);
    }

    @Test
    void viewersReadAndNobodyIsNobody() {
        var path = api.post(lublin + "/people", ANNA).header("Location");

        for (var role : List.of("viewer", "developer")) {
            var reader = Api.at(port).as(role, here);
            assertThat(reader.get(path).status()).isEqualTo(200);
            assertThat(reader.get(lublin + "/people").status()).isEqualTo(200);
            assertThat(reader.post(lublin + "/people", ANNA).status()).isEqualTo(403);
            assertThat(reader.put(path, ANNA, "If-Match", "\"1\"").status()).isEqualTo(403);
        }
        assertThat(Api.at(port).get(path).status()).isEqualTo(401);
        assertThat(Api.at(port).get(lublin + "/people").status()).isEqualTo(401);
        assertThat(Api.at(port).post(lublin + "/people", ANNA).status()).isEqualTo(401);
        assertThat(Api.at(port).put(path, ANNA).status()).isEqualTo(401);
    }
}
