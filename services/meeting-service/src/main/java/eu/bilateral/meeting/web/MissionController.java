package eu.bilateral.meeting.web;

import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.security.Caller;
import eu.bilateral.kernel.web.Answers;
import eu.bilateral.kernel.web.Asking;
import eu.bilateral.kernel.web.Cursor;
import eu.bilateral.kernel.web.Making;
import eu.bilateral.meeting.application.AddProgrammeItem;
import eu.bilateral.meeting.application.ChangeMission;
import eu.bilateral.meeting.application.PlanMission;
import eu.bilateral.meeting.domain.mission.Missions;
import eu.bilateral.meeting.domain.mission.Missions.Place;
import eu.bilateral.meeting.web.MissionView.ProgrammeItemView;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Missions and their programmes. */
@RestController
@RequestMapping("/api/missions")
class MissionController {

    private static final Cursor CURSOR = new Cursor("missions", 2);

    private final Missions missions;
    private final PlanMission planMission;
    private final ChangeMission changeMission;
    private final AddProgrammeItem addProgrammeItem;

    MissionController(
            Missions missions,
            PlanMission planMission,
            ChangeMission changeMission,
            AddProgrammeItem addProgrammeItem) {
        this.missions = missions;
        this.planMission = planMission;
        this.changeMission = changeMission;
        this.addProgrammeItem = addProgrammeItem;
    }

    @Operation(operationId = "planMission", summary = "Put a mission on the calendar")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<MissionView> plan(@Making Asking asking, @Valid @RequestBody DescribeMissionRequest request) {
        var plan = request.toPlan(asking.caller().account());
        var kept = planMission.handle(asking.to(request), new PlanMission.Command(plan));
        return Answers.created("/api/missions/" + kept.state().id(), kept.as(MissionView::from));
    }

    @Operation(operationId = "listMissions", summary = "Missions, the latest start first, page by page")
    @GetMapping
    ResponseEntity<Page<MissionView>> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        int size = Cursor.limit(limit);
        var after = Pages.place(CURSOR, cursor, MissionId::of, Place::new);
        var found = missions.list(caller.workspace(), after, size + 1).stream()
                .map(MissionView::from)
                .toList();
        return Answers.page(
                Page.of(
                        found,
                        size,
                        last -> CURSOR.after(
                                last.startsOn().toString(), last.missionId().toString())),
                request);
    }

    @Operation(operationId = "showMission", summary = "A mission")
    @GetMapping("/{missionId}")
    ResponseEntity<MissionView> show(Caller caller, @PathVariable MissionId missionId) {
        return Answers.found(missions.get(caller.workspace(), missionId).as(MissionView::from));
    }

    @Operation(operationId = "changeMission", summary = "Describe a mission anew, every field as it is to be")
    @PutMapping("/{missionId}")
    ResponseEntity<MissionView> change(
            Asking asking, @PathVariable MissionId missionId, @Valid @RequestBody DescribeMissionRequest request) {
        var plan = request.toPlan(asking.caller().account());
        return Answers.found(changeMission
                .handle(asking.toSeen(request), new ChangeMission.Command(missionId, plan))
                .as(MissionView::from));
    }

    @Operation(operationId = "showProgramme", summary = "The programme of a mission")
    @GetMapping("/{missionId}/programme-items")
    ResponseEntity<Page<ProgrammeItemView>> programme(Caller caller, @PathVariable MissionId missionId) {
        var kept = missions.get(caller.workspace(), missionId);
        return Answers.found(kept.map(mission -> new Page<>(ProgrammeItemView.programmeOf(mission), null)));
    }

    @Operation(operationId = "addProgrammeItem", summary = "Add an item to the programme of a mission")
    @PostMapping("/{missionId}/programme-items")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ProgrammeItemView> add(
            Asking asking, @PathVariable MissionId missionId, @Valid @RequestBody AddProgrammeItemRequest request) {
        var command = request.toCommand(missionId);
        var kept = addProgrammeItem.handle(asking.to(request), command);
        return Answers.created(
                "/api/missions/%s/programme-items".formatted(missionId),
                kept.map(mission -> ProgrammeItemView.from(command.item(mission))));
    }
}
