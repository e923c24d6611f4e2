package eu.bilateral.dashboard.web.meeting;

import eu.bilateral.dashboard.projection.MissionReport;
import eu.bilateral.dashboard.projection.Missions;
import eu.bilateral.dashboard.projection.Missions.MissionRow;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.id.MissionId;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The missions, and what each came to. */
@Controller
class MissionPages {

    private final Missions missions;
    private final MissionReport report;

    MissionPages(Missions missions, MissionReport report) {
        this.missions = missions;
        this.report = report;
    }

    /** A mission in the list. */
    record MissionLine(String href, String name, String span, String type) {

        static MissionLine from(MissionRow mission, Words words) {
            return new MissionLine(
                    "/missions/" + mission.missionId(),
                    mission.name(),
                    words.span(mission.startsOn(), mission.endsOn()),
                    words.say("mission.type." + mission.type()));
        }
    }

    @GetMapping("/missions")
    String list(Visitor visitor, Words words, Model model) {
        model.addAttribute(
                "missions",
                missions.list(visitor.workspace()).stream()
                        .map(mission -> MissionLine.from(mission, words))
                        .toList());
        return "missions";
    }

    @GetMapping("/missions/{id}")
    String report(Visitor visitor, Words words, Model model, @PathVariable MissionId id) {
        var figures =
                report.of(visitor.workspace(), id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("page", ReportView.from(figures, words));
        return "report";
    }
}
