/** A partnership, its stage and its follow-ups: what meetings and people make of it. */
@NullMarked
package eu.bilateral.followup.domain.partnership;

import org.jspecify.annotations.NullMarked;
