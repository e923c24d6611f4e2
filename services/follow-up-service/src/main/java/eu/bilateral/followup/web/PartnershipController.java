package eu.bilateral.followup.web;

import eu.bilateral.followup.application.AddFollowUp;
import eu.bilateral.followup.application.ChangeOwner;
import eu.bilateral.followup.application.CompleteFollowUp;
import eu.bilateral.followup.application.FindPartnerships;
import eu.bilateral.followup.application.MovePartnership;
import eu.bilateral.followup.application.ReassignFollowUp;
import eu.bilateral.followup.application.SnoozeFollowUp;
import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.followup.domain.partnership.Partnerships;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.security.Caller;
import eu.bilateral.kernel.web.Answers;
import eu.bilateral.kernel.web.Asking;
import eu.bilateral.kernel.web.Cursor;
import eu.bilateral.kernel.web.Owners;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Partnerships and their follow-ups over HTTP. Each change answers with the whole partnership as it is then. */
@RestController
@RequestMapping("/api/partnerships")
class PartnershipController {

    private static final Cursor CURSOR = new Cursor("partnerships", 1);

    private final FindPartnerships findPartnerships;
    private final MovePartnership movePartnership;
    private final ChangeOwner changeOwner;
    private final AddFollowUp addFollowUp;
    private final CompleteFollowUp completeFollowUp;
    private final SnoozeFollowUp snoozeFollowUp;
    private final ReassignFollowUp reassignFollowUp;

    PartnershipController(
            FindPartnerships findPartnerships,
            MovePartnership movePartnership,
            ChangeOwner changeOwner,
            AddFollowUp addFollowUp,
            CompleteFollowUp completeFollowUp,
            SnoozeFollowUp snoozeFollowUp,
            ReassignFollowUp reassignFollowUp) {
        this.findPartnerships = findPartnerships;
        this.movePartnership = movePartnership;
        this.changeOwner = changeOwner;
        this.addFollowUp = addFollowUp;
        this.completeFollowUp = completeFollowUp;
        this.snoozeFollowUp = snoozeFollowUp;
        this.reassignFollowUp = reassignFollowUp;
    }

    @Operation(operationId = "listPartnerships", summary = "Partnerships with their next step, page by page")
    @GetMapping
    ResponseEntity<Page<PartnershipSummaryView>> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Stage stage,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        var found = findPartnerships.handle(
                caller.workspace(),
                new Partnerships.Filter(stage, Owners.of(owner, caller)),
                cursor == null ? null : CURSOR.read(cursor, last -> PartnershipId.of(last.getFirst())),
                Cursor.limit(limit));
        var next = found.next();
        return Answers.page(
                new Page<>(
                        found.items().stream().map(PartnershipSummaryView::from).toList(),
                        next == null ? null : CURSOR.after(next)),
                request);
    }

    @Operation(operationId = "showPartnership", summary = "A partnership with its follow-ups, meetings and history")
    @GetMapping("/{partnershipId}")
    ResponseEntity<PartnershipView> show(Caller caller, @PathVariable PartnershipId partnershipId) {
        return answer(findPartnerships.byId(caller.workspace(), partnershipId));
    }

    @Operation(
            operationId = "movePartnership",
            summary = "Move a partnership to another stage, with what the pipeline asks for")
    @PostMapping("/{partnershipId}/move")
    ResponseEntity<PartnershipView> move(
            Asking asking, @PathVariable PartnershipId partnershipId, @Valid @RequestBody MoveRequest request) {
        return answer(movePartnership.handle(
                asking.to(request), new MovePartnership.Command(partnershipId, request.toMove())));
    }

    @Operation(
            operationId = "changeOwner",
            summary = "Hand a partnership over, with those follow-ups that were its owner's")
    @PostMapping("/{partnershipId}/owner")
    ResponseEntity<PartnershipView> own(
            Asking asking, @PathVariable PartnershipId partnershipId, @Valid @RequestBody OwnRequest request) {
        return answer(changeOwner.handle(asking.to(request), new ChangeOwner.Command(partnershipId, request.owner())));
    }

    @Operation(operationId = "addFollowUp", summary = "Put a follow-up on the list")
    @PostMapping("/{partnershipId}/follow-ups")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<FollowUpView> add(
            Asking asking, @PathVariable PartnershipId partnershipId, @Valid @RequestBody AddFollowUpRequest request) {
        var by = asking.to(request);
        var kept = addFollowUp.handle(by, new AddFollowUp.Command(partnershipId, request.toNewFollowUp()));
        var added = Partnership.addedBy(partnershipId, by);
        return Answers.created(
                "/api/partnerships/%s/follow-ups/%s".formatted(partnershipId, added),
                kept.map(partnership -> FollowUpView.of(partnership, added)));
    }

    @Operation(operationId = "showFollowUp", summary = "A follow-up, and what came of it")
    @GetMapping("/{partnershipId}/follow-ups/{followUpId}")
    ResponseEntity<FollowUpView> show(
            Caller caller, @PathVariable PartnershipId partnershipId, @PathVariable FollowUpId followUpId) {
        return Answers.found(findPartnerships
                .byId(caller.workspace(), partnershipId)
                .map(partnership -> FollowUpView.of(partnership, followUpId)));
    }

    @Operation(operationId = "completeFollowUp", summary = "Complete a follow-up, and say how the partnership goes on")
    @PostMapping("/{partnershipId}/follow-ups/{followUpId}/complete")
    ResponseEntity<PartnershipView> complete(
            Asking asking,
            @PathVariable PartnershipId partnershipId,
            @PathVariable FollowUpId followUpId,
            @Valid @RequestBody CompleteRequest request) {
        return answer(completeFollowUp.handle(
                asking.to(request), new CompleteFollowUp.Command(partnershipId, followUpId, request.toCompletion())));
    }

    @Operation(operationId = "snoozeFollowUp", summary = "Put a follow-up off to a later day")
    @PostMapping("/{partnershipId}/follow-ups/{followUpId}/snooze")
    ResponseEntity<PartnershipView> snooze(
            Asking asking,
            @PathVariable PartnershipId partnershipId,
            @PathVariable FollowUpId followUpId,
            @Valid @RequestBody SnoozeRequest request) {
        return answer(snoozeFollowUp.handle(
                asking.to(request), new SnoozeFollowUp.Command(partnershipId, followUpId, request.dueOn())));
    }

    @Operation(operationId = "reassignFollowUp", summary = "Give a follow-up to another owner")
    @PostMapping("/{partnershipId}/follow-ups/{followUpId}/reassign")
    ResponseEntity<PartnershipView> reassign(
            Asking asking,
            @PathVariable PartnershipId partnershipId,
            @PathVariable FollowUpId followUpId,
            @Valid @RequestBody OwnRequest request) {
        return answer(reassignFollowUp.handle(
                asking.to(request), new ReassignFollowUp.Command(partnershipId, followUpId, request.owner())));
    }

    private static ResponseEntity<PartnershipView> answer(Kept<Partnership> kept) {
        return Answers.found(kept.as(PartnershipView::from));
    }
}
