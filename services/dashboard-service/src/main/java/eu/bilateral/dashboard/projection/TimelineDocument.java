package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.id.PartnershipId;
import java.time.Instant;

/**
 * One event of a partnership's timeline; written once, under the event's id.
 *
 * @param hop how many events led to it, which puts cause before effect where both happened in the same millisecond
 * @param data the event as it travelled
 */
public record TimelineDocument(
        PartnershipId partnershipId, Instant at, int hop, long sequence, String type, String data) {}
