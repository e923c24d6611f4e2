package eu.bilateral.meeting.web;

import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.meeting.application.LogMeeting;
import eu.bilateral.meeting.application.ScheduleMeeting;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingDateMissing;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.OutcomeTooEarly;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.RecordMissing;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A meeting that took place, or one that is planned. */
@Schema(example = """
        {"ours":"5f0c4a52-3f0b-4e2d-9a51-0d5c0a9f1b11","partner":"9d2e8c31-7c1a-4d53-8f7e-1b6f2a4c5d22",\
        "kind":"C2C","heldOn":"2017-05-16","zone":"America/New_York","record":{"interestOurs":3,\
        "interestTheirs":2,"areas":["JOINT_FUNDING"],"promises":[],"nextStep":{"kind":"CALL",\
        "text":"Talk about the call for projects","dueOn":"2017-05-30","by":"OURS"}}}""")
record LogMeetingRequest(
        @NotNull OrganisationId ours,
        @NotNull OrganisationId partner,
        @Nullable MissionId missionId,
        @Nullable MeetingKind kind,
        @Nullable Standing status,
        @Nullable LocalDate heldOn,
        @Nullable Instant startsAt,
        @Nullable ZoneId zone,
        @Nullable AccountId metBy,
        @Nullable @Valid RecordRequest record) {

    /** As what a new meeting can be entered; what came after is told of a meeting that is there. */
    enum Standing {
        HELD,
        SCHEDULED
    }

    boolean isPlanned() {
        return status == Standing.SCHEDULED;
    }

    LogMeeting.Command toLog() {
        if (record == null) {
            throw new RecordMissing();
        }
        return new LogMeeting.Command(
                ours,
                partner,
                missionId,
                kindOrC2c(),
                heldOn,
                startsAt,
                Zones.regional(zone),
                metBy,
                record.toRecord());
    }

    ScheduleMeeting.Command toSchedule() {
        if (record != null) {
            throw new OutcomeTooEarly("record");
        }
        if (heldOn != null) {
            throw new OutcomeTooEarly("heldOn");
        }
        if (startsAt == null) {
            throw new MeetingDateMissing("startsAt");
        }
        return new ScheduleMeeting.Command(
                ours, partner, missionId, kindOrC2c(), startsAt, Zones.regional(zone), metBy);
    }

    private MeetingKind kindOrC2c() {
        return kind == null ? MeetingKind.C2C : kind;
    }
}
