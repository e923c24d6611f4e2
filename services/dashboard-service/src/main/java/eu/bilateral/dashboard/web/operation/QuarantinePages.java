package eu.bilateral.dashboard.web.operation;

import eu.bilateral.dashboard.gateway.Neighbour;
import eu.bilateral.dashboard.gateway.ServiceAnswer;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Done;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.dashboard.gateway.ServiceCalls;
import eu.bilateral.dashboard.web.page.Paths;
import eu.bilateral.dashboard.web.page.ProblemView;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.delivery.QuarantineDesk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.JsonNode;

/** What could not be handled, in all services: why, and the buttons to try it again or to give it up. */
@Controller
class QuarantinePages {

    private static final String OWN = "dashboard";
    private static final String OWN_SERVICE = "dashboard-service";

    private final ServiceCalls services;
    private final QuarantineDesk own;

    QuarantinePages(ServiceCalls services, QuarantineDesk own) {
        this.services = services;
        this.own = own;
    }

    /** An event that is parked; {@code waits} is one that only stands behind another. */
    record ParkedView(
            String path,
            String service,
            boolean waits,
            String reason,
            String topic,
            String place,
            String since,
            String content) {}

    @GetMapping("/quarantine")
    String list(Visitor visitor, Words words, Model model) {
        managing(visitor);
        var parked = new ArrayList<ParkedView>();
        var silent = new ArrayList<String>();
        var cut = new ArrayList<String>();
        for (var service : Neighbour.values()) {
            switch (services.get(service, "/api/quarantine", visitor.accessToken())) {
                case Done done -> {
                    var items = done.body().path("items");
                    items.forEach(entry -> parked.add(parked(service, entry, words)));
                    if (isFull(items.size())) {
                        cut.add(service.serviceName());
                    }
                }
                case Problem problem -> silent.add(service.serviceName());
            }
        }
        var ours = own.list(visitor.workspace());
        ours.forEach(entry -> parked.add(new ParkedView(
                "/quarantine/" + OWN + "/" + Paths.encoded(entry.id()),
                OWN_SERVICE,
                entry.kind().name().equals("WAITING"),
                entry.reason(),
                entry.topic(),
                entry.partition() + "/" + entry.offset(),
                words.moment(entry.parkedAt()),
                entry.content())));
        if (isFull(ours.size())) {
            cut.add(OWN_SERVICE);
        }
        model.addAttribute("parked", parked);
        model.addAttribute("silent", silent);
        model.addAttribute(
                "cut",
                cut.stream()
                        .map(service -> words.say("quarantine.more", service, QuarantineDesk.MOST_LISTED))
                        .toList());
        return "quarantine";
    }

    /** Whether a service may have more than it lists: it does not say. */
    private static boolean isFull(int listed) {
        return listed >= QuarantineDesk.MOST_LISTED;
    }

    private static ParkedView parked(Neighbour service, JsonNode entry, Words words) {
        return new ParkedView(
                "/quarantine/" + service.name().toLowerCase(Locale.ROOT) + "/"
                        + Paths.encoded(entry.path("id").asString()),
                service.serviceName(),
                entry.path("kind").asString("").equals("WAITING"),
                entry.path("reason").asString(""),
                entry.path("topic").asString(""),
                entry.path("partition").asInt(0) + "/" + entry.path("offset").asLong(0),
                words.moment(Instant.parse(entry.path("parkedAt").asString())),
                entry.path("content").asString(""));
    }

    @PostMapping("/quarantine/{service}/{id}/replay")
    String replay(
            Visitor visitor,
            Words words,
            RedirectAttributes flash,
            @PathVariable String service,
            @PathVariable String id) {
        managing(visitor);
        return told(
                service.equals(OWN)
                        ? own.replay(visitor.workspace(), id)
                        : ask(service, id, "replay", visitor, words, flash),
                "quarantine.replayed",
                words,
                flash);
    }

    @PostMapping("/quarantine/{service}/{id}/discard")
    String discard(
            Visitor visitor,
            Words words,
            RedirectAttributes flash,
            @PathVariable String service,
            @PathVariable String id) {
        managing(visitor);
        return told(
                service.equals(OWN)
                        ? own.discard(visitor.workspace(), visitor.account(), id)
                        : ask(service, id, "discard", visitor, words, flash),
                "quarantine.discarded",
                words,
                flash);
    }

    private boolean ask(
            String service, String id, String action, Visitor visitor, Words words, RedirectAttributes flash) {
        var asked = service(service);
        if (asked == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        ServiceAnswer answer = services.post(
                asked, "/api/quarantine/" + Paths.encoded(id) + "/" + action, null, visitor.accessToken(), null);
        if (answer instanceof Problem problem) {
            flash.addFlashAttribute("trouble", ProblemView.from(problem, words).text());
        }
        return answer instanceof Done;
    }

    private static @Nullable Neighbour service(String name) {
        return List.of(Neighbour.values()).stream()
                .filter(service -> service.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    private static String told(boolean done, String key, Words words, RedirectAttributes flash) {
        if (done) {
            flash.addFlashAttribute("done", words.say(key));
        }
        return "redirect:/quarantine";
    }

    private static void managing(Visitor visitor) {
        if (!visitor.mayManage()) {
            throw new AccessDeniedException("The quarantine is for managers");
        }
    }
}
