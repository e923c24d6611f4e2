package eu.bilateral.dashboard.web.organisation;

import eu.bilateral.dashboard.gateway.Neighbour;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Done;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.dashboard.gateway.ServiceCalls;
import eu.bilateral.dashboard.projection.Board;
import eu.bilateral.dashboard.projection.Card;
import eu.bilateral.dashboard.projection.Organisations;
import eu.bilateral.dashboard.projection.Party;
import eu.bilateral.dashboard.web.page.Body;
import eu.bilateral.dashboard.web.page.Choice;
import eu.bilateral.dashboard.web.page.Given;
import eu.bilateral.dashboard.web.page.PartOfPage;
import eu.bilateral.dashboard.web.page.Paths;
import eu.bilateral.dashboard.web.page.Sheet;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.command.Awaiting;
import eu.bilateral.kernel.event.OrganisationType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The organisations that a workspace knows, by name: to look at, to choose from, to jump to. */
@Controller
class OrganisationPages {

    private static final int LONGEST_LIST = 200;
    private static final int CHOICES = 8;
    private static final Shortlist<Party> NOTHING = new Shortlist<>(List.of(), false);
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(1);

    private final Organisations organisations;
    private final Board board;
    private final ServiceCalls services;

    OrganisationPages(Organisations organisations, Board board, ServiceCalls services) {
        this.organisations = organisations;
        this.board = board;
        this.services = services;
    }

    /** An organisation in a list. */
    record PartyLine(String id, String name, @Nullable String place, List<String> fields) {

        static PartyLine from(Party party, Words words) {
            return new PartyLine(party.id().toString(), party.name(), words.place(party), party.areas());
        }
    }

    /** A partnership to jump to. */
    record JumpLine(String href, String partner, String ours, String stage) {

        static JumpLine from(Card card, Words words) {
            return new JumpLine(
                    "/partnerships/" + card.id(),
                    card.partner().name(),
                    card.ours().name(),
                    words.stage(card.stage()));
        }
    }

    @GetMapping("/organisations")
    String list(Visitor visitor, Words words, Model model, @RequestParam(defaultValue = "") String q) {
        model.addAttribute("q", q);
        model.addAttribute("organisations", found(visitor, q, LONGEST_LIST).map(party -> PartyLine.from(party, words)));
        return "organisations";
    }

    /** What to choose from while somebody types a name. */
    @GetMapping("/organisations/options")
    String options(Visitor visitor, Words words, Model model, @RequestParam Map<String, String> given) {
        var typed = given.values().stream().filter(value -> !value.isBlank()).findFirst();
        model.addAttribute(
                "options",
                typed.map(text -> found(visitor, text, CHOICES))
                        .orElse(NOTHING)
                        .map(party -> PartyLine.from(party, words)));
        model.addAttribute("typed", typed.orElse(""));
        return "found :: options";
    }

    /** The jump box: partnerships and organisations by name. */
    @GetMapping("/search")
    String search(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String q) {
        var text = q.strip();
        var parties = text.isEmpty() ? NOTHING : found(visitor, text, CHOICES);
        var ids = parties.shown().stream().map(Party::id).toList();
        var cards = ids.isEmpty() ? List.<Card>of() : board.of(visitor.workspace(), ids, CHOICES + 1);
        model.addAttribute("q", text);
        model.addAttribute("partnerships", Shortlist.of(cards, CHOICES).map(card -> JumpLine.from(card, words)));
        model.addAttribute("organisations", parties.map(party -> PartyLine.from(party, words)));
        return PartOfPage.isWanted(request) ? "found :: jump" : "search";
    }

    private Shortlist<Party> found(Visitor visitor, String text, int most) {
        return Shortlist.of(organisations.search(visitor.workspace(), text.strip(), most + 1), most);
    }

    /** What the form of a new organisation shows. */
    record OrganisationForm(Map<String, String> given, List<Choice> types, String key) {

        static OrganisationForm from(Map<String, String> given, Words words) {
            return new OrganisationForm(
                    given,
                    Arrays.stream(OrganisationType.values())
                            .map(type -> new Choice(
                                    type.name(),
                                    words.say("organisation.type." + type),
                                    type.name().equals(given.get("type"))))
                            .toList(),
                    given.getOrDefault("key", UUID.randomUUID().toString()));
        }

        public String given(String field) {
            return given.getOrDefault(field, "");
        }
    }

    @GetMapping("/organisations/new")
    String addSheet(Sheet sheet) {
        return sheet.show("organisation", OrganisationForm.from(Map.of(), sheet.words()));
    }

    @PostMapping("/organisations")
    Object add(Sheet sheet, @RequestParam Map<String, String> given) {
        var workspace = sheet.visitor().workspace();
        var form = OrganisationForm.from(given, sheet.words());
        var name = form.given("name").strip();
        var body = new Body()
                .with("name", name)
                .with("type", Given.as(form.given("type"), OrganisationType::valueOf))
                .with("country", upper(Given.text(form.given("country"))))
                .with("city", Given.text(form.given("city")))
                .with("website", Given.text(form.given("website")))
                .with(
                        "areas",
                        Arrays.stream(form.given("areas").split("[,;]"))
                                .map(String::strip)
                                .filter(area -> !area.isEmpty())
                                .toList());
        return switch (services.post(
                Neighbour.CONTACT,
                "/api/organisations",
                body.json(),
                sheet.visitor().accessToken(),
                form.key())) {
            case Done done -> {
                var unused = Awaiting.until(
                        HEARD_WITHIN,
                        () -> Optional.of(organisations.search(workspace, name, 1)),
                        found -> !found.isEmpty());
                sheet.flash().addFlashAttribute("done", sheet.words().say("organisation.done", name));
                yield "redirect:/organisations?q=" + Paths.encoded(name);
            }
            case Problem problem -> sheet.refused("organisation", form, problem);
        };
    }

    private static @Nullable String upper(@Nullable String code) {
        return code == null ? null : code.toUpperCase(Locale.ROOT);
    }
}
