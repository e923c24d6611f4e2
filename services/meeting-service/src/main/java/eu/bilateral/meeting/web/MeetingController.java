package eu.bilateral.meeting.web;

import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.security.Caller;
import eu.bilateral.kernel.web.Answers;
import eu.bilateral.kernel.web.Asking;
import eu.bilateral.kernel.web.Cursor;
import eu.bilateral.kernel.web.Making;
import eu.bilateral.meeting.application.AmendRecord;
import eu.bilateral.meeting.application.HoldMeeting;
import eu.bilateral.meeting.application.LogMeeting;
import eu.bilateral.meeting.application.NoteNoShow;
import eu.bilateral.meeting.application.ScheduleMeeting;
import eu.bilateral.meeting.application.VoidMeeting;
import eu.bilateral.meeting.domain.meeting.Meetings;
import eu.bilateral.meeting.domain.meeting.Meetings.Place;
import eu.bilateral.meeting.domain.meeting.Meetings.Search;
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

/** Meetings: log or plan one, say what came of it, correct it, take it back. */
@RestController
@RequestMapping("/api/meetings")
class MeetingController {

    private static final Cursor CURSOR = new Cursor("meetings", 2);

    private final Meetings meetings;
    private final LogMeeting logMeeting;
    private final ScheduleMeeting scheduleMeeting;
    private final HoldMeeting holdMeeting;
    private final AmendRecord amendRecord;
    private final VoidMeeting voidMeeting;
    private final NoteNoShow noteNoShow;

    MeetingController(
            Meetings meetings,
            LogMeeting logMeeting,
            ScheduleMeeting scheduleMeeting,
            HoldMeeting holdMeeting,
            AmendRecord amendRecord,
            VoidMeeting voidMeeting,
            NoteNoShow noteNoShow) {
        this.meetings = meetings;
        this.logMeeting = logMeeting;
        this.scheduleMeeting = scheduleMeeting;
        this.holdMeeting = holdMeeting;
        this.amendRecord = amendRecord;
        this.voidMeeting = voidMeeting;
        this.noteNoShow = noteNoShow;
    }

    @Operation(
            operationId = "logMeeting",
            summary = "Log a meeting that was held, or plan one",
            description =
                    "One that was held, as is meant without a status, takes a record and heldOn or startsAt; one that is"
                            + " planned (SCHEDULED) takes startsAt and neither of the others. Without a kind it is C2C")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<MeetingView> log(@Making Asking asking, @Valid @RequestBody LogMeetingRequest request) {
        var kept = request.isPlanned()
                ? scheduleMeeting.handle(asking.to(request), request.toSchedule())
                : logMeeting.handle(asking.to(request), request.toLog());
        return Answers.created("/api/meetings/" + kept.state().id(), kept.as(MeetingView::from));
    }

    @Operation(operationId = "listMeetings", summary = "Meetings, the latest first, page by page")
    @GetMapping
    ResponseEntity<Page<MeetingView>> list(
            Caller caller,
            @RequestParam(required = false) @Nullable MissionId missionId,
            @RequestParam(required = false) @Nullable OrganisationId partner,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        int size = Cursor.limit(limit);
        var after = Pages.place(CURSOR, cursor, MeetingId::of, Place::new);
        var found = meetings.list(caller.workspace(), new Search(missionId, partner, after, size + 1)).stream()
                .map(MeetingView::from)
                .toList();
        return Answers.page(
                Page.of(
                        found,
                        size,
                        last -> CURSOR.after(
                                last.date().toString(), last.meetingId().toString())),
                request);
    }

    @Operation(operationId = "showMeeting", summary = "A meeting with its record")
    @GetMapping("/{meetingId}")
    ResponseEntity<MeetingView> show(Caller caller, @PathVariable MeetingId meetingId) {
        return Answers.found(meetings.get(caller.workspace(), meetingId).as(MeetingView::from));
    }

    @Operation(operationId = "holdMeeting", summary = "Say what came of a planned meeting")
    @PostMapping("/{meetingId}/hold")
    ResponseEntity<MeetingView> hold(
            Asking asking, @PathVariable MeetingId meetingId, @Valid @RequestBody HoldMeetingRequest request) {
        return Answers.found(holdMeeting
                .handle(
                        asking.to(request),
                        new HoldMeeting.Command(
                                meetingId,
                                request.heldOn(),
                                request.metBy(),
                                request.record().toRecord()))
                .as(MeetingView::from));
    }

    @Operation(operationId = "amendRecord", summary = "Record a held meeting anew, every field as it is to be")
    @PutMapping("/{meetingId}/record")
    ResponseEntity<MeetingView> amend(
            Asking asking, @PathVariable MeetingId meetingId, @Valid @RequestBody RecordRequest request) {
        return Answers.found(amendRecord
                .handle(asking.toSeen(request), new AmendRecord.Command(meetingId, request.toRecord()))
                .as(MeetingView::from));
    }

    @Operation(
            operationId = "voidMeeting",
            summary = "Call a planned meeting off, or take back one that was logged by mistake")
    @PostMapping("/{meetingId}/void")
    ResponseEntity<MeetingView> takeBack(Asking asking, @PathVariable MeetingId meetingId) {
        return Answers.found(voidMeeting
                .handle(asking.to("void"), new VoidMeeting.Command(meetingId))
                .as(MeetingView::from));
    }

    @Operation(operationId = "noteNoShow", summary = "Note that one side did not come")
    @PostMapping("/{meetingId}/no-show")
    ResponseEntity<MeetingView> miss(
            Asking asking, @PathVariable MeetingId meetingId, @Valid @RequestBody NoteNoShowRequest request) {
        return Answers.found(noteNoShow
                .handle(asking.to(request), new NoteNoShow.Command(meetingId, request.absent()))
                .as(MeetingView::from));
    }
}
