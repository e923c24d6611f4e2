/** What one can ask of the follow-up service. */
@NullMarked
package eu.bilateral.followup.application;

import org.jspecify.annotations.NullMarked;
