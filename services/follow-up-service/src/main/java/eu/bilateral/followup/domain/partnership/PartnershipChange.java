package eu.bilateral.followup.domain.partnership;

import eu.bilateral.kernel.event.FollowUpEvent;

/** A partnership's next state and the fact that brought it about, kept together so that both are stored or neither. */
public record PartnershipChange(Partnership partnership, FollowUpEvent event) {}
