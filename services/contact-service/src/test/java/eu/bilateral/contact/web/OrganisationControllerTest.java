package eu.bilateral.contact.web;

import static eu.bilateral.contact.Instructions.freshWorkspace;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.contact.ServiceTest;
import eu.bilateral.kernel.testing.Api;
import eu.bilateral.kernel.testing.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

@ServiceTest
class OrganisationControllerTest {

    static final String LUBLIN = """
            {"ref": "klm", "name": "Klaster Lubelska Medycyna", "type": "CLUSTER", "country": "PL", "city": "Lublin",
             "areas": ["medicine"], "website": "https://medycyna.lublin.eu", "note": "named in the report"}""";

    @Value("${local.server.port}")
    private int port;

    private final String here = freshWorkspace().value();
    private Api api = Api.at(0);

    @BeforeEach
    void signIn() {
        api = Api.at(port).as("manager", here);
    }

    @Test
    void aRegisteredOrganisationIsWhereTheAnswerSays() {
        var registered = api.post("/api/organisations", LUBLIN);
        var found = api.get(registered.header("Location"));

        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.header("ETag")).isEqualTo("\"1\"");
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.header("ETag")).isEqualTo("\"1\"");
        assertThat(found.body()).isEqualTo(registered.body());
        assertThat(found.body().get("ref").asString()).isEqualTo("klm");
        assertThat(found.body().get("country").asString()).isEqualTo("PL");
        assertThat(found.body().get("note").asString()).isEqualTo("named in the report");
        assertThat(found.body().get("archived").asBoolean()).isFalse();
    }

    @Test
    void theSameRequestUnderOneKeyRegistersOnce() {
        var body = "{\"name\": \"Once\", \"type\": \"COMPANY\"}";
        var first = api.post("/api/organisations", body, "Idempotency-Key", "k1");
        var second = api.post("/api/organisations", body, "Idempotency-Key", "k1");
        var other =
                api.post("/api/organisations", "{\"name\": \"Other\", \"type\": \"COMPANY\"}", "Idempotency-Key", "k1");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("key-reused");
        assertThat(names(api.get("/api/organisations"))).containsExactly("Once");

        assertThat(api.post("/api/organisations", LUBLIN, "Idempotency-Key", "k2")
                        .status())
                .isEqualTo(201);
        assertThat(api.post("/api/organisations", LUBLIN.replace("klm", "other"), "Idempotency-Key", "k2")
                        .code())
                .isEqualTo("key-reused");
    }

    @Test
    void aRefThatIsTakenTellsByWhom() {
        var first = api.post("/api/organisations", LUBLIN);
        var second = api.post("/api/organisations", LUBLIN);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("organisation-already-registered");
        assertThat(second.body().get("organisationId")).isEqualTo(first.body().get("organisationId"));
        assertThat(second.field()).isEqualTo("ref");
    }

    @Test
    void changingAsksForTheVersionThatWasSeen() {
        var path = api.post("/api/organisations", LUBLIN).header("Location");
        var renamed = "{\"name\": \"Lublin Medicine\", \"type\": \"CLUSTER\"}";

        assertThat(api.put(path, renamed).status()).isEqualTo(428);
        assertThat(api.put(path, renamed, "If-Match", "\"7\"").status()).isEqualTo(412);

        var changed = api.put(path, renamed, "If-Match", "\"1\"");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.body().get("name").asString()).isEqualTo("Lublin Medicine");
        assertThat(changed.body().get("ref").asString()).isEqualTo("klm");
        assertThat(changed.body().has("country")).isFalse();
        assertThat(api.put(path, renamed, "If-Match", "\"1\"").code()).isEqualTo("version-outdated");
    }

    /** So says the document: the header of the answer, and the key that leads to it. */
    @Test
    void aReplacementUnderTheSameKeyHappensOnceAndIsAnsweredAgain() {
        var path = api.post("/api/organisations", LUBLIN).header("Location");
        var renamed = "{\"name\": \"Lublin Medicine\", \"type\": \"CLUSTER\"}";

        var first = api.put(path, renamed, "If-Match", "\"1\"", "Idempotency-Key", "rename");
        var again = api.put(path, renamed, "If-Match", "\"1\"", "Idempotency-Key", "rename");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.whole().headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("ETag")).isEqualTo("\"2\"");
        assertThat(api.put(
                                path,
                                renamed.replace("Medicine", "Health"),
                                "If-Match",
                                "\"2\"",
                                "Idempotency-Key",
                                "rename")
                        .code())
                .isEqualTo("key-reused");
    }

    @Test
    void whoeverSaysWhatIsThereAlreadyChangesNothing() {
        var path = api.post("/api/organisations", LUBLIN).header("Location");
        var renamed = "{\"name\": \"Lublin Medicine\", \"type\": \"CLUSTER\"}";
        assertThat(api.put(path, renamed, "If-Match", "\"1\"").header("ETag")).isEqualTo("\"2\"");

        var same = api.put(path, renamed, "If-Match", "\"2\"", "Idempotency-Key", "same");

        assertThat(same.status()).isEqualTo(200);
        assertThat(same.header("ETag")).isEqualTo("\"2\"");
        assertThat(same.body()).isEqualTo(api.get(path).body());
        assertThat(api.put(path, renamed, "If-Match", "\"2\"", "Idempotency-Key", "same")
                        .header("Idempotency-Replayed"))
                .isEqualTo("true");
        assertThat(api.put(path, renamed, "If-Match", "\"1\"").code()).isEqualTo("version-outdated");
    }

    @Test
    void anArchivedOrganisationLeavesTheListAndComesBack() {
        var path = api.post("/api/organisations", LUBLIN).header("Location");

        var archived = api.post(path + "/archive", "");
        assertThat(archived.status()).isEqualTo(200);
        assertThat(archived.body().get("archived").asBoolean()).isTrue();
        assertThat(names(api.get("/api/organisations"))).isEmpty();
        assertThat(names(api.get("/api/organisations?archived=true"))).hasSize(1);
        assertThat(api.get(path).status()).isEqualTo(200);
        assertThat(api.post(path + "/archive", "").code()).isEqualTo("organisation-archived");
        assertThat(api.put(path, "{\"name\": \"A\", \"type\": \"CLUSTER\"}", "If-Match", "\"2\"")
                        .status())
                .isEqualTo(409);

        assertThat(api.post(path + "/restore", "").body().get("archived").asBoolean())
                .isFalse();
        assertThat(api.post(path + "/restore", "").code()).isEqualTo("organisation-not-archived");
        assertThat(names(api.get("/api/organisations"))).hasSize(1);
    }

    @Test
    void theListGoesOnWhereThePageEnds() {
        for (var name : List.of("Delta", "alpha", "Ćharlie", "bravo", "echo")) {
            register(name);
        }

        var seen = new ArrayList<String>();
        var page = api.get("/api/organisations?limit=2");
        while (true) {
            seen.addAll(names(page));
            if (!page.body().has("next")) {
                break;
            }
            assertThat(page.header("Link")).endsWith("rel=\"next\"");
            var link = page.header("Link");
            page = api.get(link.substring(1, link.indexOf('>')));
        }

        assertThat(seen).containsExactly("alpha", "bravo", "Ćharlie", "Delta", "echo");
    }

    @Test
    void aNameIsFoundWithoutCaseAndAccents() {
        register("Klaster Bioenergia, Łódź");
        register("Penn State");

        assertThat(names(api.get("/api/organisations?name=LODZ"))).containsExactly("Klaster Bioenergia, Łódź");
        assertThat(names(api.get("/api/organisations?name=.*"))).isEmpty();
        assertThat(names(api.get("/api/organisations?name=%20"))).hasSize(2);
    }

    @Test
    void anOrganisationIsFoundByExactlyItsRef() {
        var id = api.post("/api/organisations", LUBLIN).body().get("organisationId");
        assertThat(api.post("/api/organisations", LUBLIN.replace("klm", "klm-2"))
                        .status())
                .isEqualTo(201);
        register("klm");

        var found = api.get("/api/organisations?ref=klm").body().get("items");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("organisationId")).isEqualTo(id);
        for (var other : List.of("KLM", "kl", "klm%20", "", "%20", "unheard-of", id.asString())) {
            assertThat(names(api.get("/api/organisations?ref=" + other)))
                    .as(other)
                    .isEmpty();
        }
    }

    @Test
    void aRefIsAskedForTogetherWithTheRest() {
        var path = api.post("/api/organisations", LUBLIN).header("Location");
        register("Klaster Lubelska Medycyna II");
        var stranger = Api.at(port).as("manager", freshWorkspace().value());

        assertThat(names(api.get("/api/organisations?ref=klm&name=lubelska&limit=2")))
                .containsExactly("Klaster Lubelska Medycyna");
        assertThat(names(api.get("/api/organisations?ref=klm&name=boston"))).isEmpty();
        assertThat(names(api.get("/api/organisations?ref=klm&archived=true"))).isEmpty();
        assertThat(names(stranger.get("/api/organisations?ref=klm"))).isEmpty();

        assertThat(api.post(path + "/archive", "").status()).isEqualTo(200);
        assertThat(names(api.get("/api/organisations?ref=klm"))).isEmpty();
        assertThat(names(api.get("/api/organisations?ref=klm&archived=true"))).hasSize(1);
    }

    @Test
    void aRefIsAtMostAsLongAsOneMayBe() {
        var longest = "x".repeat(80);
        assertThat(api.post("/api/organisations", LUBLIN.replace("klm", longest))
                        .status())
                .isEqualTo(201);

        assertThat(names(api.get("/api/organisations?ref=" + longest))).hasSize(1);
        var refused = api.get("/api/organisations?ref=x" + longest);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("malformed-ref");
        assertThat(refused.field()).isEqualTo("ref");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": "", "type": "CLUSTER"}                                     | 400 | name
            {"type": "CLUSTER"}                                                 | 400 | name
            {"name": "A"}                                                       | 400 | type
            {"name": "A", "type": "CLUB"}                                       | 400 | type
            {"name": 7, "type": "CLUSTER"}                                      | 400 | name
            {"name": {"$gt": ""}, "type": "CLUSTER"}                            | 400 | name
            {"name": "A", "type": "CLUSTER", "country": "Poland"}               | 422 | country
            {"name": "A", "type": "CLUSTER", "website": "javascript:alert(1)"}  | 422 | website
            {"name": "A", "type": "CLUSTER", "areas": [""]}                     | 400 | areas[0]
            {"name": "A", "type": "CLUSTER", "ref": " x"}                       | 400 | ref
            {"name": "A", "type": "CLUSTER", "archived": true}                  | 400 | archived
            {"name": "A", "type": "CLUSTER", "workspace": "theirs"}             | 400 | workspace
            """)
    void whatIsNotAnOrganisationIsRefusedByField(String body, int status, String field) {
        var refused = api.post("/api/organisations", body);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.field()).isEqualTo(field);
        assertThat(names(api.get("/api/organisations"))).isEmpty();
    }

    @Test
    void overLongTextIsRefusedByField() {
        var refused =
                api.post("/api/organisations", "{\"name\": \"%s\", \"type\": \"CLUSTER\"}".formatted("x".repeat(201)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo("name");
    }

    @Test
    void malformedRequestsAreProblems() {
        assertThat(api.post("/api/organisations", "{\"name\":").status()).isEqualTo(400);
        assertThat(api.get("/api/organisations/no-uuid").status()).isEqualTo(400);
        assertThat(api.get("/api/organisations?limit=0").status()).isEqualTo(400);
        assertThat(api.get("/api/organisations?limit=201").status()).isEqualTo(400);
        assertThat(api.get("/api/organisations?cursor=xyz").code()).isEqualTo("malformed-cursor");
        assertThat(api.get("/api/organisations?cursor=YR9i").code()).isEqualTo("malformed-cursor");
        assertThat(api.get("/api/organisations?name=" + "x".repeat(201)).field())
                .isEqualTo("name");
        assertThat(api.get("/api/organisations/" + UUID.randomUUID()).code()).isEqualTo("unknown-organisation");
    }

    @Test
    void anotherWorkspaceSeesAndChangesNothing() {
        var path = api.post("/api/organisations", LUBLIN).header("Location");
        var stranger = Api.at(port).as("manager", freshWorkspace().value());
        var renamed = "{\"name\": \"Mine\", \"type\": \"CLUSTER\"}";

        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.put(path, renamed, "If-Match", "\"1\"").status()).isEqualTo(404);
        assertThat(stranger.post(path + "/archive", "").status()).isEqualTo(404);
        assertThat(stranger.post(path + "/restore", "").status()).isEqualTo(404);
        assertThat(stranger.get(path + "/people").status()).isEqualTo(404);
        assertThat(names(stranger.get("/api/organisations"))).isEmpty();
        assertThat(names(stranger.get("/api/organisations?name=klaster"))).isEmpty();
        assertThat(stranger.post("/api/organisations", LUBLIN).status()).isEqualTo(201);
        assertThat(api.get(path).header("ETag")).isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"developer", "viewer"})
    void onlyManagersWrite(String role) {
        var path = api.post("/api/organisations", LUBLIN).header("Location");
        var reader = Api.at(port).as(role, here);

        assertThat(reader.get(path).status()).isEqualTo(200);
        assertThat(reader.get("/api/organisations").status()).isEqualTo(200);
        for (var refused : List.of(
                reader.post("/api/organisations", LUBLIN),
                reader.postCsv("/api/organisations/import", "ref,name,type\n"),
                reader.put(path, LUBLIN, "If-Match", "\"1\""),
                reader.post(path + "/archive", ""),
                reader.post(path + "/restore", ""))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("forbidden");
        }
        assertThat(api.get(path).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void withoutATokenNothingIsAnswered() {
        var nobody = Api.at(port);
        var path = "/api/organisations/" + UUID.randomUUID();

        for (var refused : List.of(
                nobody.get("/api/organisations"),
                nobody.post("/api/organisations", LUBLIN),
                nobody.postCsv("/api/organisations/import", "ref,name,type\n"),
                nobody.get(path),
                nobody.put(path, LUBLIN),
                nobody.post(path + "/archive", ""),
                nobody.post(path + "/restore", ""),
                nobody.get("/api/unheard-of"))) {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("unauthenticated");
        }
    }

    private void register(String name) {
        assertThat(api.post("/api/organisations", "{\"name\": \"%s\", \"type\": \"CLUSTER\"}".formatted(name))
                        .status())
                .isEqualTo(201);
    }

    private static List<String> names(Answer page) {
        assertThat(page.status()).isEqualTo(200);
        var names = new ArrayList<String>();
        page.body().get("items").forEach(item -> names.add(item.get("name").asString()));
        return names;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "klm | k\\u0000m | ref",
                "klm | k\\ud800m | ref",
                "Klaster Lubelska Medycyna | Klaster\\u0000 | name",
                "Klaster Lubelska Medycyna | \\udc00\\ud800 | name",
                "Lublin | Lublin\\u001b[2J | city",
                "medicine | medi\\u0000cine | areas[0]",
                "named in | named\\u0000in | note",
                "medycyna.lublin.eu | medycyna\\u0000.eu | website"
            })
    void aTextWithACharacterThatNoTextHasIsRefused(String part, String instead, String field) {
        var refused = api.post("/api/organisations", LUBLIN.replace(part, instead));

        assertThat(refused.status()).as(refused.whole().body()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("unprintable-text");
        assertThat(refused.field()).isEqualTo(field);
        assertThat(names(api.get("/api/organisations"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "klm | k\\nm | ref",
                "Klaster Lubelska Medycyna | Klaster\\nLubelska | name",
                "Klaster Lubelska Medycyna | Klaster \\u202eanycydeM | name",
                "Klaster Lubelska Medycyna | Kla\\u200bster | name",
                "Lublin | Lub\\tlin | city",
                "medicine | medi\\ncine | areas[0]"
            })
    void whatIsShownInOneLineIsOne(String part, String instead, String field) {
        var refused = api.post("/api/organisations", LUBLIN.replace(part, instead));

        assertThat(refused.status()).as(refused.whole().body()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("invalid-request");
        assertThat(refused.field()).isEqualTo(field);
        assertThat(names(api.get("/api/organisations"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?name=%00",
                "?name=a%1Bb",
                "?ref=%00",
                "?limit=99999999999",
                "?archived=%00",
                "?cursor=%00",
                "?cursor=AAAA",
                "?cursor=AB8A"
            })
    void aQueryThatNobodyCanMeanIsRefused(String query) {
        var refused = api.get("/api/organisations" + query);

        assertThat(refused.status()).as(refused.whole().body()).isEqualTo(400);
        assertThat(refused.field()).isNotEmpty();
    }
}
