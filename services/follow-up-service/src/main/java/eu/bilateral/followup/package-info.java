/** Leads, partnerships with their stage, and the follow-ups that keep them from being forgotten. */
@NullMarked
package eu.bilateral.followup;

import org.jspecify.annotations.NullMarked;
