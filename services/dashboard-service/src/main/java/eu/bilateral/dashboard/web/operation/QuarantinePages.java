package eu.bilateral.dashboard.web.operation;

import eu.bilateral.dashboard.gateway.Quarantines;
import eu.bilateral.dashboard.gateway.Quarantines.Decision;
import eu.bilateral.dashboard.gateway.Quarantines.Parked;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Done;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.dashboard.web.page.Paths;
import eu.bilateral.dashboard.web.page.ProblemView;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.delivery.QuarantineDesk;
import java.time.Instant;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What could not be handled, in all services: why, and the buttons to try it again or to give it up. */
@Controller
class QuarantinePages {

    private final Quarantines quarantines;

    QuarantinePages(Quarantines quarantines) {
        this.quarantines = quarantines;
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
            String content) {

        static ParkedView of(Parked parked, Words words) {
            var entry = parked.entry();
            return new ParkedView(
                    "/quarantine/" + parked.service() + "/"
                            + Paths.encoded(entry.path("id").asString()),
                    parked.service(),
                    entry.path("kind").asString("").equals("WAITING"),
                    entry.path("reason").asString(""),
                    entry.path("topic").asString(""),
                    entry.path("partition").asInt(0) + "/"
                            + entry.path("offset").asLong(0),
                    words.moment(Instant.parse(entry.path("parkedAt").asString())),
                    entry.path("content").asString(""));
        }
    }

    @GetMapping("/quarantine")
    String list(Visitor visitor, Words words, Model model) {
        var listed = quarantines.list(managing(visitor));
        model.addAttribute(
                "parked",
                listed.items().stream()
                        .map(parked -> ParkedView.of(parked, words))
                        .toList());
        model.addAttribute("silent", listed.unavailable());
        model.addAttribute(
                "cut",
                listed.cut().stream()
                        .map(service -> words.say("quarantine.more", service, QuarantineDesk.MOST_LISTED))
                        .toList());
        return "quarantine";
    }

    @PostMapping("/quarantine/{service}/{id}/replay")
    String replay(
            Visitor visitor,
            Words words,
            RedirectAttributes flash,
            @PathVariable String service,
            @PathVariable String id) {
        switch (quarantines.decide(service, id, Decision.REPLAY, managing(visitor))) {
            case Done done -> flash.addFlashAttribute("done", words.say("quarantine.replayed"));
            case Problem problem -> tell(problem, words, flash);
        }
        return "redirect:/quarantine";
    }

    @PostMapping("/quarantine/{service}/{id}/discard")
    String discard(
            Visitor visitor,
            Words words,
            RedirectAttributes flash,
            @PathVariable String service,
            @PathVariable String id) {
        switch (quarantines.decide(service, id, Decision.DISCARD, managing(visitor))) {
            case Done done -> flash.addFlashAttribute("done", words.say("quarantine.discarded"));
            case Problem problem -> tell(problem, words, flash);
        }
        return "redirect:/quarantine";
    }

    private static void tell(Problem problem, Words words, RedirectAttributes flash) {
        flash.addFlashAttribute("trouble", ProblemView.from(problem, words).text());
    }

    private static Quarantines.Asker managing(Visitor visitor) {
        if (!visitor.mayManage()) {
            throw new AccessDeniedException("The quarantine is for managers");
        }
        return new Quarantines.Asker(visitor.caller(), visitor.accessToken());
    }
}
